package org.metrobed.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.lab.Lab;
import org.metrobed.launcher.Metrobed;
import picocli.CommandLine;

/** A study of a month and two districts: the commands {@code study}, {@code detect} and {@code score} run on it. */
class StudyCommandTest {

    private static final List<String> SURE =
            List.of("stuck", "dropout", "gateway-death", "level-shift", "unit-error", "spike");

    @TempDir
    private static Path folder;

    private static JsonNode card;

    @BeforeAll
    static void runStudy() throws IOException {
        String study = folder.resolve("study").toString();
        String alerts = folder.resolve("alerts.csv").toString();
        run(0, "study", "--datastreams", "32", "--faults", "128", "--seed", "7", "--output", study);
        run(0, "detect", "--input", study + "/data", "--zone", "Europe/Vienna", "--episodes", alerts);
        String json = run(
                0,
                "score",
                "--json",
                "--truth",
                study + "/truth.csv",
                "--alerts",
                alerts,
                "--datastream-days",
                Integer.toString(32 * 28));
        card = new ObjectMapper().readTree(json);
    }

    @Test
    void sureFaultsAreFoundNearlyAlways() {
        double faults = sum("faults", SURE);
        assertThat(faults).isGreaterThan(50);
        assertThat(sum("found", SURE) / faults).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void driftAndNoiseAreFoundMostly() {
        List<String> slow = List.of("drift", "noise-burst");
        assertThat(sum("found", slow) / sum("faults", slow)).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void operatorsAreNotCalledForNothingNorTwiceForOneEvent() {
        assertThat(card.get("falseAlertsPerDatastreamDay").asDouble()).isLessThanOrEqualTo(0.1);
        assertThat(card.get("all").get("alertsPerEvent").asDouble()).isLessThanOrEqualTo(1.1);
    }

    @Test
    void holidaysAndTheChangeOfTheClockAreNoAlarm() throws IOException {
        run(0, "study", "--datastreams", "32", "--faults", "0", "--output", "" + folder.resolve("well"));
        Path alerts = folder.resolve("none.csv");
        run(
                0,
                "detect",
                "--input",
                folder.resolve("well").resolve("data").toString(),
                "--zone",
                "Europe/Vienna",
                "--episodes",
                alerts.toString());
        List<String> told = Files.readAllLines(alerts).stream()
                .filter(line -> line.matches(".*(count|speed|occupancy),2026-(03-29|04-03|04-06)T.*"))
                .toList();
        assertThat(told).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void impossibleStudyIsSaidPlainly() {
        assertThat(run(
                        1,
                        "study",
                        "--period",
                        "P7D",
                        "--output",
                        folder.resolve("no").toString()))
                .contains("the period is PT168H, must be longer than PT168H");
    }

    private static double sum(String field, List<String> families) {
        return StreamSupport.stream(card.get("families").spliterator(), false)
                .filter(family -> families.contains(family.get("family").asText()))
                .mapToDouble(family -> family.get(field).asDouble())
                .sum();
    }

    private static String run(int code, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine commands = arguments[0].equals("detect") ? Metrobed.commandLine() : Lab.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        assertThat(commands.execute(arguments)).as(out.toString()).isEqualTo(code);
        return out.toString();
    }
}
