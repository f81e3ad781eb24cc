package org.metrobed.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.lab.Lab;
import picocli.CommandLine;

class ScoreRecordingsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void writeRecording() throws IOException {
        Random random = new Random(9);
        StringBuilder text = new StringBuilder("timestamp,value\n");
        LocalDateTime time = LocalDateTime.parse("2026-01-05T00:00:00");
        for (int i = 0; i < 40 * 96; i++, time = time.plusMinutes(15)) {
            double hour = time.getHour() + time.getMinute() / 60.0;
            double value = 200 - 150 * Math.cos(2 * Math.PI * hour / 24) + 12 * random.nextGaussian();
            text.append(time).append(":00,").append(Math.round(value)).append('\n');
        }
        Files.writeString(folder.resolve("counter.csv"), text);
        Files.writeString(folder.resolve("short.csv"), text.substring(0, 900));
    }

    @Test
    void clearFaultsAreFoundAndFalseAlertsAreFew() throws IOException {
        assertThat(score("--faults-a-family", "5", "--json")).isZero();

        JsonNode root = new ObjectMapper().readTree(out.toString());
        assertThat(root.get("recordings")).hasSize(1);
        assertThat(root.get("mostFalseAlertsPerDatastreamDay").asDouble()).isLessThanOrEqualTo(0.1);
        for (String family : new String[] {"dropout", "stuck", "clock-lag-1h", "unit-3.6", "level-shift"}) {
            assertThat(recall(root, family)).as(family).isGreaterThanOrEqualTo(0.8);
        }
        assertThat(root.get("notScored").get("short/value").asText()).contains("days, needs 8");
    }

    @Test
    void sameSeedGivesTheSameTable() {
        score("--faults-a-family", "2", "--seed", "4");
        String first = out.toString();
        out.getBuffer().setLength(0);
        score("--faults-a-family", "2", "--seed", "4");

        assertThat(out).hasToString(first);
        assertThat(first.lines())
                .anyMatch(line -> line.startsWith("| counter/value | 900 s | 40 |"))
                .anyMatch(line -> line.startsWith("| counter/value | spike | 2 |"))
                .anyMatch(line -> line.startsWith("| all | loss-of-day | 2 |"));
    }

    @Test
    void boundsDecideTheExitCode() {
        assertThat(score("--faults-a-family", "1", "--least-recall", "1.1")).isOne();
        assertThat(score("--faults-a-family", "1", "--most-false", "5", "--least-recall", "0.01"))
                .isZero();
    }

    @Test
    void folderWithoutARecordingIsAnErrorThatNamesTheReason() throws IOException {
        Files.delete(folder.resolve("counter.csv"));

        assertThat(score()).isOne();
        assertThat(err.toString()).contains("can be scored").contains("short/value: has");
        assertThat(execute("score", "--recordings", folder.resolve("none").toString()))
                .isOne();
        assertThat(err.toString()).contains("none is not a folder");
    }

    private static double recall(JsonNode root, String family) {
        return StreamSupport.stream(root.get("families").spliterator(), false)
                .filter(one -> one.get("family").asText().equals(family))
                .mapToDouble(one -> one.get("recall").asDouble())
                .findFirst()
                .orElseThrow();
    }

    private int score(String... more) {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(more, 0, arguments, 3, more.length);
        arguments[0] = "score";
        arguments[1] = "--recordings";
        arguments[2] = folder.toString();
        return execute(arguments);
    }

    private int execute(String... arguments) {
        CommandLine commands = Lab.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
