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

        int exit = bench.execute("--quick", "--seconds", "1", "--datastreams", "200", "--data", folder.toString());

        assertThat(out.toString())
                .contains("nothing lost, nothing doubled", "Dead letters and conflicts: 0")
                .doesNotContain("NO RULE FIRED")
                .contains("| backlog, 1 a message |", "| backlog, 10 a message |", "| paced, 10 a message |")
                .contains("| broker |", "| ingest |", "| pipeline |", "| Kafka |", "| PostgreSQL |", "| JIT |")
                .contains("| ratio to F |", "| sum without JIT |", "| transactions a second |")
                .contains("| COPY to PostgreSQL |", "| results to Kafka |", "| raw records through Kafka |")
                .contains("p50", "p99", "Peak memory");
        assertThat(exit).isZero();
    }

    @Test
    void quickRunOfIngestItselfWithManyConnectionsLosesNothing() {
        StringWriter out = new StringWriter();
        CommandLine bench = BenchCommand.commandLine().setOut(new PrintWriter(out));

        int exit = bench.execute(
                "--quick",
                "--no-parts",
                "--mqtt-endpoint=ingest",
                "--connections=50",
                "--datastreams=200",
                "--data",
                folder.toString());

        assertThat(out.toString())
                .contains("nothing lost, nothing doubled", "over 50 connections")
                .doesNotContain("NO RULE FIRED");
        assertThat(exit).isZero();
    }
}
