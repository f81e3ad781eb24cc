package org.metrobed.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.lab.Lab;
import org.metrobed.lab.isolated.RunPass;
import picocli.CommandLine;

class ScoreCommandTest {

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    private Path truth;
    private Path alerts;

    @BeforeEach
    void writeFiles() throws IOException {
        truth = Files.writeString(folder.resolve("truth.csv"), """
                datastream,family,from,to,size
                a,stuck,2026-03-16T08:00:00Z,2026-03-16T12:00:00Z,0.000
                b,drift,2026-03-17T08:00:00Z,2026-03-18T08:00:00Z,1.500
                """);
        alerts = Files.writeString(folder.resolve("alerts.csv"), """
                datastream,from,to,detector
                a,2026-03-16T09:00:00Z,2026-03-16T13:00:00Z,stuck
                a,2026-03-17T09:00:00Z,,season
                """);
    }

    @Test
    void tableAndFalseAlertsAreForPeople() {
        assertThat(score("--datastream-days", "4")).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "| stuck | 1 | 1.000 | 1.00 | 60 min / 60 min | 1.00 |",
                        "| drift | 1 | 0.000 | 0.00 | – / – | 0.00 |",
                        "| all | 2 | 0.500 | 0.50 | 60 min / 60 min | 1.00 |",
                        "2 alerts, 1 false, 0.250 a datastream and day");
    }

    @Test
    void jsonIsForMachinesAndDaysAreCountedFromTheFiles() {
        assertThat(score("--json")).isZero();
        assertThat(out.toString())
                .contains(
                        "\"recall\" : 0.5", "\"medianDelaySeconds\" : null", "\"falseAlertsPerDatastreamDay\" : 0.25");
    }

    @Test
    void exitCodeSaysWhetherTheBoundsAreMet() {
        assertThat(score("--least-recall", "0.5", "--most-false", "0.25")).isZero();
        assertThat(score("--least-recall", "0.51")).isOne();
        assertThat(score("--most-false", "0.2")).isOne();
        assertThat(score("--most-alerts-an-event", "1")).isZero();
        assertThat(score("--most-alerts-an-event", "0.9")).isOne();
    }

    @Test
    void rowsThatCannotBeReadAreNamed() throws IOException {
        Files.writeString(alerts, "datastream,from,to,detector\na,yesterday,,x\n");
        assertThat(score()).isOne();
        Files.writeString(alerts, "datastream,from,to,detector\na,2026-03-16T09:00:00Z\n");
        assertThat(score()).isOne();
        Files.writeString(alerts, "from,to\n");
        assertThat(score()).isOne();
        Files.writeString(alerts, "datastream,from,to,detector\na,2026-03-16T09:00:00Z,2026-03-16T08:00:00Z,x\n");
        assertThat(score()).isOne();
        assertThat(out.toString())
                .contains(
                        "alerts.csv:2: from 'yesterday' is not a time",
                        "alerts.csv:2: has 2 fields, must have 4",
                        "alerts.csv:1: the header is 'from,to', must name datastream, from, to, detector",
                        "alerts.csv:2: an alert of a ends before it begins");
    }

    @Test
    void truthAloneIsWrongUsageAndAStudyThatCannotBeIsSaidPlainly() {
        assertThat(execute("score", "--truth", truth.toString())).isEqualTo(2);
        assertThat(execute("score", "--period", "P7D")).isOne();
        assertThat(execute("score", "--start", "2999-01-01T00:00:00Z", "--period", "P8D", "--datastreams", "1"))
                .isOne();
        assertThat(out.toString())
                .contains(
                        "--truth and --alerts go together",
                        "must be longer than PT168H",
                        "the study ends at 2999-01-09T00:00:00Z, must be over by now");
    }

    @Test
    void passesHaveOneTwoAndFourSubtasksAndTheLastIsRestarted() {
        IsolatedRunMixin isolatedRun =
                CommandLine.populateCommand(new IsolatedRunMixin(), "--repeat", "2", "--restart");

        assertThat(isolatedRun.passes())
                .extracting(RunPass::title)
                .containsExactly(
                        "pass 1, 2 subtasks",
                        "pass 2, 1 subtask",
                        "pass 3, 4 subtasks",
                        "pass 4, 2 subtasks, restarted");
    }

    private int score(String... more) {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(more, 0, arguments, 5, more.length);
        arguments[0] = "score";
        arguments[1] = "--truth";
        arguments[2] = truth.toString();
        arguments[3] = "--alerts";
        arguments[4] = alerts.toString();
        return execute(arguments);
    }

    private int execute(String... arguments) {
        CommandLine commands = Lab.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        return commands.execute(arguments);
    }
}
