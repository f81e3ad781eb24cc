package org.metrobed.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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

    /** Runs with {@code -Dmetrobed.random-faults=SEED,MINUTES,RUNS}, such as {@code 165,0.5,1}. */
    @Test
    @EnabledIfSystemProperty(named = "metrobed.random-faults", matches = ".+")
    void tablesAndAnswersAreThoseOfAnUndisturbedRunAfterRandomFaults() {
        String[] wanted = System.getProperty("metrobed.random-faults").split(",", -1);
        StringWriter out = new StringWriter();
        CommandLine command =
                FaultsCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

        int exit = command.execute(
                "--random",
                "--seed",
                wanted[0],
                "--minutes",
                wanted[1],
                "--runs",
                wanted[2],
                "--rate",
                "300",
                "--mqtt-endpoint",
                "ingest",
                "--data",
                folder.toString());

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString()).contains("In each of " + wanted[2] + " schedules every published reading");
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
