package org.metrobed.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The short form of {@code ./metrobed faults}: the same faults with less load and shorter outages. */
final class FaultsIT {

    private static final String FAULTS =
            "kill-ingest,stop-kafka,kill-flink,stop-postgres,restart-broker,late-confirmation,backlog";
    private static final String FAULTS_OF_THE_ENDPOINT = "kill-ingest,kill-kafka,late-confirmation,backlog";

    @TempDir
    private Path folder;

    @Test
    void everyPublishedReadingHasOneRowAfterEachFault() {
        assertHeld(FAULTS, "broker");
    }

    @Test
    void everyPublishedReadingHasOneRowIfGatewaysConnectToIngest() {
        assertHeld(FAULTS_OF_THE_ENDPOINT, "ingest");
    }

    private void assertHeld(String faults, String endpoint) {
        StringWriter out = new StringWriter();
        CommandLine command =
                FaultsCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        String[] names = faults.split(",", -1);

        int exit = command.execute(
                "--rate",
                "1000",
                "--seconds",
                "10",
                "--only",
                faults,
                "--mqtt-endpoint",
                endpoint,
                "--data",
                folder.toString());

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("Every published reading has exactly one row, in each of " + names.length + " cases.");
        for (String fault : names) {
            assertThat(out.toString()).contains("| " + fault + " |");
        }
    }
}
