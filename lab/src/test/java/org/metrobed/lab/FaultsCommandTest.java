package org.metrobed.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.lab.faults.FaultCase;
import picocli.CommandLine;

final class FaultsCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--only fire",
                "--rate 99",
                "--seconds 0",
                "--rate many",
                "--random --only kill-flink",
                "--random --minutes 0.1",
                "--random --runs 0",
                "--only full-disk",
                "--small-disk .",
                "--small-disk /nowhere",
                "--mqtt-endpoint ingest --only freeze-broker"
            })
    void wrongUsageEndsWithTwoBeforeAnythingStarts(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(FaultCase.class)
    void helpNamesEveryFault(FaultCase fault) {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains(fault.id());
    }

    @Test
    void anUnknownFaultIsAnsweredWithTheKnownOnes() {
        run("--only", "kill-flink,fire");

        assertThat(err.toString()).contains("there is no fault 'fire'; there are kill-ingest, stop-kafka");
    }

    @Test
    @EnabledIf("hasNoClock")
    void aNamedClockCaseIsRefusedWithoutLibfaketime() {
        assertThat(run("--only", "kill-flink,clock-ahead")).isEqualTo(2);

        assertThat(err.toString()).contains("clock-back and clock-ahead need libfaketime");
    }

    static boolean hasNoClock() {
        return !FaultCase.CLOCK_AHEAD.isPossible();
    }

    private int run(String... arguments) {
        CommandLine faults = FaultsCommand.commandLine();
        return faults.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
