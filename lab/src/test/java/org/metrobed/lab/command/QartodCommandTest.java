package org.metrobed.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.lab.Lab;
import picocli.CommandLine;

class QartodCommandTest {

    private static final Path RANDOM = Path.of("src", "test", "resources", "qartod", "random-cases.json");
    private static final Path EDGES = Path.of("src", "test", "resources", "qartod", "edge-cases.json");
    private static final Path PUBLIC = Path.of("..", "..", "shared", "data", "qartod_vectors.json");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void casesOfTheReferenceAgreeToTheLastFlag() {
        assertThat(run(RANDOM.toString())).as(out.toString()).isZero();
        assertThat(out.toString()).contains("178 of  178 cases agree");
    }

    @Test
    void infiniteValuesRepeatedTimesAndOtherOddInputAgreeToTheLastFlag() {
        assertThat(run(EDGES.toString())).as(out.toString()).isZero();
        assertThat(out.toString()).contains("117 of  117 cases agree");
    }

    @Test
    void publicCasesAgreeToTheLastFlag() {
        assumeThat(PUBLIC).isRegularFile();
        assertThat(run(PUBLIC.toString())).as(out.toString()).isZero();
        assertThat(out.toString()).contains("65 of   65 cases agree");
    }

    @Test
    void disagreementIsToldWithItsRowAndEndsWithOne() throws IOException {
        Path file = write("""
                {"cases": [{"id": "A", "test": "gross_range_test", "params": {"fail_span": [0, 1]},
                 "values": [0, 2, null], "expected": [1, 1, 9]}]}
                """);
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("0 of    1 cases agree,      2 of      3 flags")
                .contains("A row 1: expected 1, got 4");
    }

    @Test
    void printedFlagsAreALineForEachCaseAndNothingElse() throws IOException {
        Path file = write("""
                {"cases": [
                 {"id": "A", "test": "spike_test", "params": {"fail_threshold": 3}, "values": [1, 9, 1]},
                 {"id": "B", "test": "flat_line_test", "params": {"suspect_threshold": 1, "fail_threshold": 2},
                  "values": [1, "Infinity"], "times_ms": [0, 60000]}]}
                """);
        assertThat(run(file.toString(), "--print")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("{\"id\":\"A\",\"flags\":[2,4,2]}", "{\"id\":\"B\",\"flags\":[1,1]}");
    }

    @Test
    void reportSaysWhatNeededTheWholeSeries() throws IOException {
        Path file = write("""
                {"cases": [
                 {"id": "A", "test": "attenuated_signal_test", "params": {"suspect_threshold": 3, "fail_threshold": 1,
                  "check_type": "range"}, "values": [5, 5, null, 7], "times_ms": [0, 1, 2, 3], "expected": [3, 3, 9, 3]},
                 {"id": "B", "test": "flat_line_test", "params": {"suspect_threshold": 120, "fail_threshold": 999,
                  "tolerance": 1}, "values": [5, 5, 5], "times_ms": [0, 60000, 120000], "expected": [1, 1, 3]}]}
                """);
        assertThat(run(file.toString())).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("one window over the whole series: 1 (A)")
                .contains("median interval: 1 (B)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "swim_test | {} | A: test swim_test is unknown",
                "spike_test | {\"method\": \"guess\"} | A: params: method is 'guess', must be average or differential",
                "gross_range_test | {} | A: params: fail_span must be given",
                "gross_range_test | {\"fail_span\": [0, 1], \"suspect_span\": [0, 2]} | must lie within fail_span",
                "rate_of_change_test | {\"threshold\": \"fast\"} | A: params: threshold is '\"fast\"', must be a number"
            })
    void caseThatCannotBeRunIsADisagreement(String test, String params, String message) throws IOException {
        Path file = write("{\"cases\": [{\"id\": \"A\", \"test\": \"" + test + "\", \"params\": " + params
                + ", \"values\": [1], \"expected\": [1]}]}");
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(out.toString()).contains(message);
    }

    @Test
    void fileThatIsNoneIsOneSentence() throws IOException {
        assertThat(run(folder.resolve("none.json").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("none.json cannot be read");
        assertThat(run(write("{\"cases\": [}").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("cases.json:1: not JSON");
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("cases.json"), json);
    }

    private int run(String... arguments) {
        CommandLine commands = Lab.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "qartod";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return commands.execute(all);
    }
}
