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

    @TempDir
    private Path folder;

    @Test
    void everyPublishedReadingHasOneRowAfterEachFault() {
        StringWriter out = new StringWriter();
        CommandLine faults =
                FaultsCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

        int exit = faults.execute("--rate", "1000", "--seconds", "10", "--only", FAULTS, "--data", folder.toString());

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString()).contains("Every published reading has exactly one row, in each of 7 cases.");
        for (String fault : FAULTS.split(",", -1)) {
            assertThat(out.toString()).contains("| " + fault + " |");
        }
    }
}
