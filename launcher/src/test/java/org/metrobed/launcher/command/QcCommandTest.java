package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.launcher.Metrobed;
import picocli.CommandLine;

class QcCommandTest {

    private static final String CONFIG = """
            streams:
              temp:
                interval: PT1M
                sentinels: [-999]
                qartod:
                  gross_range_test:
                    fail_span: [-40, 60]
                    suspect_span: [-30, 50]
                  spike_test: {suspect_threshold: 3, fail_threshold: 30}
                  duplicate_timestamp_test:
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void flagsFollowTheColumnsAndTheSummaryCountsThem() throws IOException {
        String csv = """
                time,temp,site
                2024-01-01T00:00:00Z,10,a
                2024-01-01T00:01:00Z,20,a
                2024-01-01T00:02:00Z,10,"b,c"
                2024-01-01T00:03:00Z,-999,a
                2024-01-01T00:04:00Z,,a
                2024-01-01T00:05:00Z,70,a
                """;
        assertThat(run(csv, CONFIG)).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "time,temp,site,temp_qartod_aggregate,temp_qartod_gross_range_test,temp_qartod_spike_test,"
                                + "temp_qartod_duplicate_timestamp_test",
                        "2024-01-01T00:00:00Z,10,a,1,1,2,1",
                        "2024-01-01T00:01:00Z,20,a,3,1,3,1",
                        "2024-01-01T00:02:00Z,10,\"b,c\",1,1,2,1",
                        "2024-01-01T00:03:00Z,-999,a,9,9,9,9",
                        "2024-01-01T00:04:00Z,,a,9,9,9,9",
                        "2024-01-01T00:05:00Z,70,a,4,4,2,1");
        assertThat(err.toString())
                .contains("temp: 6 rows every 60.0 s, 0 exact duplicates dropped, 0 conflicts kept")
                .containsPattern("aggregate +2 +0 +1 +1 +2 +33.33 % suspect or fail");
    }

    @Test
    void columnOfDirectionsIsTestedAroundTheCircle() throws IOException {
        String csv = """
                time,temp
                2024-01-01T00:00:00Z,350
                2024-01-01T00:01:00Z,10
                2024-01-01T00:02:00Z,355
                2024-01-01T00:03:00Z,180
                """;
        String config = """
                streams:
                  temp:
                    statistic: direction
                    interval: PT1M
                    qartod:
                      gross_range_test: {fail_span: [0, 360], suspect_span: [340, 20]}
                      rate_of_change_test: {threshold: 1}
                """;
        assertThat(run(csv, config)).as(err.toString()).isZero();
        assertThat(out.toString().lines().skip(1))
                .containsExactly(
                        "2024-01-01T00:00:00Z,350,1,1,1",
                        "2024-01-01T00:01:00Z,10,1,1,1",
                        "2024-01-01T00:02:00Z,355,1,1,1",
                        "2024-01-01T00:03:00Z,180,3,3,3");
    }

    @Test
    void rowsAreTestedInTheOrderOfTimeAndRepeatsAreDropped() throws IOException {
        String csv = """
                time,temp
                2024-01-01T00:02:00Z,10
                2024-01-01T00:01:00Z,20
                2024-01-01T00:00:00Z,10
                2024-01-01T00:01:00Z,20
                2024-01-01T00:01:00Z,21
                """;
        assertThat(run(csv, CONFIG)).isZero();
        assertThat(out.toString().lines().skip(1))
                .containsExactly(
                        "2024-01-01T00:02:00Z,10,1,1,2,1",
                        "2024-01-01T00:01:00Z,20,3,1,3,1",
                        "2024-01-01T00:00:00Z,10,1,1,2,1",
                        "2024-01-01T00:01:00Z,21,3,1,2,3");
        assertThat(err.toString()).contains("1 exact duplicates dropped, 1 conflicts kept");
    }

    @Test
    void localTimesPreambleAndIntervalOfTheFileAreUnderstood() throws IOException {
        String csv = """
                \uFEFFStation 1
                Datum;Pegel;Note
                31.03.2024 01:50;1.0;x
                31.03.2024 03:00;1.0;x
                31.03.2024 03:10;n/a;x
                31.03.2024 03:20;1.0;x
                """;
        String config = """
                time: {column: Datum, pattern: "dd.MM.yyyy HH:mm", zone: Europe/Vienna}
                csv: {delimiter: ";", header-line: 2, missing: ["", n/a]}
                streams:
                  Pegel:
                    qartod:
                      flat_line_test: {suspect_threshold: 1200, fail_threshold: 1800, tolerance: 0.01}
                      time_gap_test: {fail_span: 0.25}
                      climatology_test:
                        zone: Europe/Vienna
                        config:
                        - {tspan: [3, 3], period: hour, vspan: [2, 3], fspan: [0, 5]}
                """;
        assertThat(run(csv, config)).as(err.toString()).isZero();
        assertThat(out.toString().lines().skip(1))
                .containsExactly(
                        "31.03.2024 01:50;1.0;x;1;1;1;2",
                        "31.03.2024 03:00;1.0;x;3;1;1;3",
                        "31.03.2024 03:10;n/a;x;9;9;9;9",
                        "31.03.2024 03:20;1.0;x;4;4;1;3");
        assertThat(err.toString()).contains("every 600.0 s (median)");
    }

    @Test
    void fileMayBeWrittenInPlaceOfStandardOutput() throws IOException {
        Path target = folder.resolve("flags.csv");
        assertThat(run("time,temp\n2024-01-01,1\n", CONFIG, "--out", target.toString()))
                .isZero();
        assertThat(target).content().contains("2024-01-01,1,1,1,2,1");
        assertThat(out.toString()).startsWith("temp: 1 rows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'interval: PT1M' | 'interval: 1 min' | qc.yaml:3:15: streams.temp.interval is '1 min', must be",
                "'[-30, 50]' | '[-30, 70]' | qc.yaml:8:23: streams.temp.qartod.gross_range_test.suspect_span [-30.0, 70.0]",
                "'[-40, 60]' | '[-40]' | qc.yaml:7:20: streams.temp.qartod.gross_range_test.fail_span must be [low, high]",
                "'spike_test' | 'spikes' | qc.yaml:9:15: streams.temp.qartod.spikes is no test; known: gross_range_test",
                "'fail_threshold: 30' | 'fail_treshold: 30' | spike_test has the unknown key 'fail_treshold'; did you mean 'fail_threshold'?",
                "'suspect_threshold: 3' | 'suspect_threshold: x' | spike_test.suspect_threshold is 'x', must be a number",
                "'temp:' | 'temperature:' | data.csv:1: the header has no column 'temperature'; it has time, temp",
                "'streams:' | 'columns:' | qc.yaml:1:1: the file has the unknown key 'columns'; known: csv, flag, streams, time, where",
                "'[-999]' | '[none]' | qc.yaml:4:16: streams.temp.sentinels holds 'none', must be numbers"
            })
    void mistakeInTheConfigurationIsToldWithLineAndField(String right, String wrong, String message)
            throws IOException {
        String config = CONFIG.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
        assertThat(run("time,temp\n2024-01-01,1\n", config)).isEqualTo(1);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "today,1 | data.csv:2: time is 'today', must be a time of ISO 8601",
                "2024-01-01,1 °C | data.csv:2: temp is '1 °C', must be a number, or a text that csv.missing lists"
            })
    void unreadableCellIsToldWithLineAndField(String row, String message) throws IOException {
        assertThat(run("time,temp\n" + row + "\n", CONFIG)).isEqualTo(1);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void localTimesFollowTheOrderOfTheRowsInTheHourThatTheClockShowsTwice() throws IOException {
        String config = """
                time: { column: time, pattern: 'yyyy-MM-dd HH:mm', zone: Europe/Berlin }
                streams:
                  temp:
                    interval: PT1H
                    qartod:
                      gross_range_test: { fail_span: [0, 100] }
                """;
        String rows =
                "2026-10-25 01:00,1\n2026-10-25 02:00,2\n2026-10-25 02:00,3\n2026-10-25 03:00,4\n2026-10-25 24:00,5\n";
        assertThat(run("time,temp\n" + rows, config)).isZero();
        assertThat(err.toString()).contains("5 rows every 3600.0 s, 0 exact duplicates dropped, 0 conflicts kept");

        assertThat(run("time,temp\n2026-10-25 02:00,2\n2026-03-29 02:00,2\n", config))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "data.csv:2: time: the clock of Europe/Berlin shows 2026-10-25T02:00 twice; the order of the rows"
                                + " does not tell which is meant")
                .contains("data.csv:3: time: the clock of Europe/Berlin skips 2026-03-29T02:00");
    }

    @Test
    void fileOfAnotherFormatIsReadByTheKeysOfAMapping() throws IOException {
        String config = """
                time: { column: time, pattern: 'yyyy-MM-dd HH:mm', zone: '+01:00' }
                csv: { delimiter: ';', decimal: ',', thousands: '.', missing: ['', '-999', 'NULL'], comment: '#' }
                flag: { column: q, suspect: [3], fail: [4], missing: [5] }
                streams:
                  v:
                    interval: PT1H
                    qartod:
                      gross_range_test: { fail_span: [0, 100000] }
                """;
        String csv = """
                time;v;q
                2025-03-01 01:00;1.234,5;1
                2025-03-01 02:00;999,5;3
                # restarted
                q;time;v
                4;2025-03-01 03:00;12.345
                5;2025-03-01 04:00;7
                1;2025-03-01 05:00;-999,0
                1;2025-03-01 06:00;null
                """;
        assertThat(run(csv, config)).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "time;v;q;v_qartod_aggregate;v_qartod_gross_range_test",
                        "2025-03-01 01:00;1.234,5;1;1;1",
                        "2025-03-01 02:00;999,5;3;3;1",
                        "2025-03-01 03:00;12.345;4;4;1",
                        "2025-03-01 04:00;7;5;9;9",
                        "2025-03-01 05:00;-999,0;1;9;9",
                        "2025-03-01 06:00;null;1;9;9");
    }

    @Test
    void rowsOfALongFormAreChosenByTheirCells() throws IOException {
        String csv = """
                time,p,temp
                2024-01-01T00:00:00Z,a,10
                2024-01-01T00:00:00Z,b,70
                2024-01-01T00:01:00Z,a,11
                """;
        assertThat(run(csv, CONFIG + "where: { p: a }\n")).as(err.toString()).isZero();
        assertThat(out.toString().lines().skip(1))
                .containsExactly("2024-01-01T00:00:00Z,a,10,1,1,2,1", "2024-01-01T00:01:00Z,a,11,1,1,2,1");

        assertThat(run(csv, CONFIG + "where: { q: a }\n")).isEqualTo(1);
        assertThat(err.toString()).contains("data.csv:1: the header has no column 'q'");
    }

    @Test
    void rowWithAnotherNumberOfCellsIsToldWithItsLine() throws IOException {
        assertThat(run("time,temp\n2024-01-01,1\n2024-01-02,1,5\n2024-01-03\n", CONFIG))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("data.csv:3: has 3 cells, must have 2")
                .contains("data.csv:4: has 1 cells, must have 2");
    }

    private int run(String csv, String config, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), csv);
        Path yaml = Files.writeString(folder.resolve("qc.yaml"), config);
        CommandLine commands = Metrobed.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"qc", file.toString(), "--config", yaml.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return commands.execute(arguments);
    }
}
