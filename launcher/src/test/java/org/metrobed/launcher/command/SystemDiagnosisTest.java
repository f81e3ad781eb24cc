package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.launcher.command.SystemDiagnosis.Finding;

final class SystemDiagnosisTest {

    @Test
    void partThatIsNotUpComesWithAdvice() throws Exception {
        List<Finding> findings = SystemDiagnosis.read("""
                {"status":"down","parts":[
                  {"name":"database","status":"down","detail":"is a standby, which takes no rows","ageSeconds":0.0},
                  {"name":"disk","status":"up","detail":"90000 MiB are free for the data folder","ageSeconds":null},
                  {"name":"moon","status":"behind","detail":"it is new","ageSeconds":null}],
                 "reasons":[]}""");
        assertThat(findings)
                .containsExactly(
                        new Finding(
                                false,
                                "database: down, is a standby, which takes no rows",
                                "readings wait in Kafka and none is lost; repair the database or make it writable"
                                        + " again"),
                        new Finding(true, "disk: 90000 MiB are free for the data folder", ""),
                        new Finding(false, "moon: behind, it is new", "see docs/MONITORING.md"));
    }

    @Test
    void systemThatDoesNotAnswerIsAFinding() throws InterruptedException {
        assertThat(new SystemDiagnosis("http://127.0.0.1:1").look())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.good()).isFalse();
                    assertThat(finding.found()).contains("http://127.0.0.1:1 does not answer");
                    assertThat(finding.advice()).contains("--http-port");
                });
    }
}
