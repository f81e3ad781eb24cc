package org.metrobed.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Checks that the benchmark measures and counts; the speed is not checked. */
final class BenchIT {

    @TempDir
    private Path folder;

    @Test
    void quickRunLosesNothingAndReportsEverything() {
        StringWriter out = new StringWriter();
        CommandLine bench = BenchCommand.commandLine().setOut(new PrintWriter(out));

        int exit = bench.execute("--quick", "--seconds", "1", "--things", "10", "--data", folder.toString());

        assertThat(out.toString())
                .contains("nothing lost, nothing doubled", "Dead letters and conflicts: 0")
                .contains("| 1 reading a message |", "| 10 readings a message |")
                .contains("| broker |", "| ingest |", "| pipeline |", "| Kafka |", "| PostgreSQL |", "| JIT |")
                .contains("| sum |", "| sum without JIT |", "| ratio |", "| ratio without JIT |")
                .contains("| COPY to PostgreSQL |", "| results to Kafka |", "| raw records through Kafka |")
                .contains("p50", "p99", "Peak memory");
        assertThat(exit).isZero();
    }
}
