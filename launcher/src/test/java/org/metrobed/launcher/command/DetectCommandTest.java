package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.launcher.Metrobed;
import picocli.CommandLine;

final class DetectCommandTest {

    private static final DateTimeFormatter AS_IN_NAB = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int ROWS = 4_000;
    private static final int SPIKE = 3_000;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyRowGetsScoreAndBandAndTheSpikeIsAnAlarm() throws IOException {
        Path input = series(folder.resolve("in.csv"), ROWS);
        Path output = folder.resolve("out.csv");

        assertThat(detect(input, output)).isZero();

        List<String> before = Files.readAllLines(input);
        List<String> after = Files.readAllLines(output);
        assertThat(after).hasSize(ROWS + 1).startsWith("timestamp,value,anomaly_score,expected,low,high");
        assertThat(after.get(2_000)).startsWith(before.get(2_000) + ",0.0");
        assertThat(after.get(SPIKE)).startsWith(before.get(SPIKE) + ",");
        double[] spike = numbers(after.get(SPIKE));
        assertThat(spike[0]).isGreaterThanOrEqualTo(0.5);
        assertThat(spike[1]).isBetween(15.0, 25.0);
        assertThat(spike[2]).isLessThan(spike[1]);
        assertThat(spike[3]).isBetween(spike[1], 90.0);
        assertThat(out.toString()).startsWith("4,000 values, ");
    }

    @Test
    void localTimesFollowTheOrderOfTheRowsInTheHourThatTheClockShowsTwice() throws IOException {
        Path input = Files.writeString(
                folder.resolve("dst.csv"),
                "timestamp,value\n2026-10-25 01:00,1\n2026-10-25 02:00,2\n2026-10-25 02:00,3\n2026-10-25 24:00,4\n");
        assertThat(run("detect", "--zone", "Europe/Berlin", "--input", input + "", "--output", folder + "/out.csv"))
                .isZero();

        Files.writeString(input, "timestamp,value\n2026-10-25 02:00,2\n");
        assertThat(run("detect", "--zone", "Europe/Berlin", "--input", input + "", "--output", folder + "/out.csv"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("timestamp '2026-10-25 02:00': the clock of Europe/Berlin shows 2026-10-25T02:00 twice");
    }

    @Test
    void filesOfOtherFormatsAreReadByTheKeysOfAMapping() throws IOException {
        Path input = Files.writeString(
                folder.resolve("in.csv"),
                "timestamp;value;n\n2026-01-05;1.234,5;\"a;b\"\nvalue;timestamp;n\n-999,0;2026-01-06;\n7;2026-01-07;\n");
        String keys = "delimiter: ';', decimal: ',', thousands: '.', missing: ['', '-999']";
        Path output = folder.resolve("out.csv");

        assertThat(run("detect", "--csv", keys, "--input", "" + input, "--output", "" + output))
                .as(err.toString())
                .isZero();
        assertThat(Files.readAllLines(output))
                .extracting(row -> row.substring(0, Math.min(row.length(), 18)))
                .containsExactly(
                        "timestamp,value,an", "2026-01-05,1234.5,", "2026-01-06,,0.0000", "2026-01-07,7,0.000");

        assertThat(run("detect", "--csv", "decimals: x", "--input", "" + input, "--output", "" + output))
                .isEqualTo(2);
        assertThat(err.toString()).contains("csv has the unknown key 'decimals'");
    }

    @Test
    void laterRowsDoNotChangeEarlierScores() throws IOException {
        Path whole = series(folder.resolve("whole.csv"), ROWS);
        Path part = folder.resolve("part.csv");
        Files.write(part, Files.readAllLines(whole).subList(0, 1_500));

        assertThat(detect(whole, folder.resolve("a.csv"))).isZero();
        assertThat(detect(part, folder.resolve("b.csv"))).isZero();

        assertThat(Files.readAllLines(folder.resolve("a.csv")))
                .startsWith(Files.readAllLines(folder.resolve("b.csv")).toArray(String[]::new));
    }

    @Test
    void folderKeepsItsStructureAlsoInsideItself() throws IOException {
        series(folder.resolve("city").resolve("north").resolve("a.csv"), 300);
        series(folder.resolve("city").resolve("b.csv"), 300);
        Files.writeString(folder.resolve("city").resolve("readme.txt"), "no series");
        Path output = folder.resolve("city").resolve("scored");

        assertThat(detect(folder.resolve("city"), output)).isZero();
        assertThat(detect(folder.resolve("city"), output)).isZero();

        try (var files = Files.walk(output)) {
            assertThat(files.filter(Files::isRegularFile).map(output::relativize))
                    .containsExactlyInAnyOrder(Path.of("north", "a.csv"), Path.of("b.csv"));
        }
    }

    @Test
    void timesOfEitherFormMissingValuesAndBlankLinesAreRead() throws IOException {
        Path input = folder.resolve("in.csv");
        List<String> rows = List.of(
                "\uFEFFvalue,\"timestamp\",place",
                "1.5,2026-01-05T00:00:00Z,x",
                "",
                "NaN,2026-01-05T00:05:00.25+01:00,x",
                ",2026-01-05 00:10:00,x",
                "\"2\",2026-01-05,x");
        Files.writeString(input, String.join("\r\n", rows));

        assertThat(detect(input, folder.resolve("out.csv"))).isZero();

        assertThat(Files.readAllLines(folder.resolve("out.csv")))
                .extracting(row -> row.replaceFirst(",0[.]000\\d{5},", ",low,"))
                .containsExactly(
                        "timestamp,value,anomaly_score,expected,low,high",
                        "2026-01-05T00:00:00Z,1.5,low,,,",
                        "2026-01-05T00:05:00.25+01:00,NaN,low,,,",
                        "2026-01-05 00:10:00,,low,,,",
                        "2026-01-05,2,low,,,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timestamp,value;2026-01-05 00:00:00,1;5 Jan,2 | :3: timestamp '5 Jan' is neither",
                "timestamp,value;2026-01-05 00:00:00,high | :2: value 'high' is not a number",
                "timestamp,value;2026-01-05 00:00:00 | :2: has 1 cells, must have 2",
                "time,value;2026-01-05 00:00:00,1 | :1: the header is 'time,value', must name timestamp and value",
                ";2026-01-05 00:00:00,1 | :1: the header is '2026-01-05 00:00:00,1', must name timestamp and value",
                "timestamp,value;2026-01-05 00:00:00,1,2 | :2: has 3 cells, must have 2"
            })
    void rowThatCannotBeReadIsToldWithFileAndLine(String text, String message) throws IOException {
        Path input = folder.resolve("in.csv");
        Files.writeString(input, text.replace(";", "\n"));

        assertThat(detect(input, folder.resolve("out.csv"))).isEqualTo(1);

        assertThat(err.toString().strip())
                .startsWith("metrobed: " + input + message)
                .hasLineCount(1);
        assertThat(folder.resolve("out.csv")).doesNotExist();
        assertThat(folder.resolve("out.csv.part")).doesNotExist();
    }

    @Test
    void whatIsNotThereOrInTheWayIsOneSentence() throws IOException {
        Path file = series(folder.resolve("in.csv"), 10);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(detect(folder.resolve("none.csv"), folder.resolve("out.csv")))
                .isEqualTo(1);
        assertThat(detect(file, file)).isEqualTo(1);
        assertThat(detect(folder, file)).isEqualTo(1);
        assertThat(detect(empty, folder.resolve("out"))).isEqualTo(1);
        Files.write(folder.resolve("bytes.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(detect(folder.resolve("bytes.csv"), folder.resolve("out.csv")))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("none.csv does not exist"),
                        line -> assertThat(line).contains("would overwrite"),
                        line -> assertThat(line).endsWith("must be one"),
                        line -> assertThat(line).startsWith("metrobed: no .csv file in"),
                        line -> assertThat(line).contains("bytes.csv").contains("is not text in UTF-8"));
    }

    @Test
    void richDetectorAndZoneAreAnOption() throws IOException {
        Path input = series(folder.resolve("in.csv"), ROWS);
        assertThat(run("detect", "--input", "" + input, "--output", "" + folder.resolve("plain.csv")))
                .isZero();
        assertThat(run("detect", "--rich", "--input", "" + input, "--output", "" + folder.resolve("rich.csv")))
                .isZero();
        assertThat(folder.resolve("rich.csv")).exists();
        assertThat(Files.mismatch(folder.resolve("plain.csv"), folder.resolve("rich.csv")))
                .isPositive();
        Path berlin = folder.resolve("berlin.csv");
        assertThat(run("detect", "--zone", "Europe/Berlin", "--input", "" + input, "--output", "" + berlin))
                .isZero();
        assertThat(berlin).exists();
    }

    @Test
    void episodesAreWrittenUnderTheNamesOfTheirFiles() throws IOException {
        series(folder.resolve("city").resolve("north").resolve("a.csv"), ROWS);
        series(folder.resolve("city").resolve("b.csv"), 300);
        Path episodes = folder.resolve("city").resolve("episodes.csv");

        assertThat(run("detect", "--input", "" + folder.resolve("city"), "--episodes", "" + episodes))
                .isZero();
        assertThat(run("detect", "--input", "" + folder.resolve("city"), "--episodes", "" + episodes))
                .isZero();

        List<String> lines = Files.readAllLines(episodes);
        assertThat(lines.get(0)).isEqualTo("datastream,from,to,detector,onset,peak");
        assertThat(lines.subList(1, lines.size()))
                .anySatisfy(line -> assertThat(line)
                        .matches("north/a,2026-01-15T10:00:00Z,2026-01-15T[^,]*,jump,2026-01-15T10:00:00Z,1.0000"))
                .allSatisfy(line -> assertThat(line).startsWith("north/a,"));
    }

    @Test
    void columnReceivedSaysWhenARowArrived() throws IOException {
        StringBuilder text = new StringBuilder("timestamp,value,received\n");
        LocalDateTime time = LocalDateTime.of(2026, 1, 5, 0, 0);
        for (int row = 0; row < 200; row++) {
            LocalDateTime at = time.plusMinutes(5L * row);
            LocalDateTime received = row < 100 ? at : at.plusMinutes(15);
            text.append(at)
                    .append(',')
                    .append(row % 7)
                    .append(',')
                    .append(received)
                    .append('\n');
        }
        Path late = Files.writeString(folder.resolve("late.csv"), text);

        assertThat(run("detect", "--input", "" + late, "--episodes", "" + folder.resolve("e.csv")))
                .isZero();
        assertThat(Files.readAllLines(folder.resolve("e.csv")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("late,2026-01-05T08:45:00Z,")
                .contains(",clock,");
    }

    @Test
    void steadyNorthWindHasNoAlarmIfItsValuesAreDirections() throws IOException {
        Random random = new Random(2);
        LocalDateTime time = LocalDateTime.of(2026, 1, 5, 0, 0);
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int row = 1; row <= ROWS; row++) {
            double value = (360 + 10 * random.nextGaussian()) % 360;
            text.append(AS_IN_NAB.format(time.plusMinutes(5L * row)) + "," + value + "\n");
        }
        Path wind = Files.writeString(folder.resolve("wind.csv"), text);
        Path scored = folder.resolve("scored.csv");
        assertThat(run("detect", "--direction", "--input", "" + wind, "--output", "" + scored))
                .isZero();
        List<double[]> north = Files.readAllLines(scored).stream()
                .skip(ROWS - 200)
                .map(DetectCommandTest::numbers)
                .toList();
        assertThat(north).allSatisfy(row -> assertThat(row[0]).isLessThan(0.5));
        assertThat(north).allSatisfy(row -> assertThat(row[3] - row[2]).isBetween(20.0, 120.0));
    }

    @Test
    void somethingMustBeWritten() {
        assertThat(run("detect", "--input", "" + folder)).isEqualTo(2);
        assertThat(err.toString()).contains("'--output' or '--episodes'");
    }

    private static Path series(Path file, int rows) throws IOException {
        Files.createDirectories(file.getParent());
        Random random = new Random(1);
        LocalDateTime time = LocalDateTime.of(2026, 1, 5, 0, 0);
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int row = 1; row <= rows; row++) {
            double value = row == SPIKE ? 90 : 20 + random.nextGaussian();
            text.append(AS_IN_NAB.format(time.plusMinutes(5L * row)))
                    .append(',')
                    .append(value)
                    .append('\n');
        }
        return Files.writeString(file, text);
    }

    /** Score, expected, low, high. */
    private static double[] numbers(String row) {
        String[] fields = row.split(",", -1);
        double[] numbers = new double[4];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(fields[i + 2]);
        }
        return numbers;
    }

    private int detect(Path input, Path output) {
        return run("detect", "--input", input.toString(), "--output", output.toString());
    }

    private int run(String... arguments) {
        CommandLine commands = Metrobed.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
