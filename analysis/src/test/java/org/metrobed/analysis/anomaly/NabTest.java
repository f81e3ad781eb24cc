package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the recordings of the Numenta Anomaly Benchmark at the fixed level, if they are present beside the project. */
class NabTest {

    private static final Path CORPUS = Path.of("..", "..", "shared", "data", "nab");
    private static final Pattern FILE =
            Pattern.compile("\"([A-Za-z]+/[^\"]+[.]csv)\"\\s*:\\s*\\[((?:\\s*\\[[^\\]]*\\]\\s*,?)*)\\s*\\]");
    private static final Pattern WINDOW = Pattern.compile("\"([^\"]+)\"\\s*,\\s*\"([^\"]+)\"");

    private final Set<String> hit = new HashSet<>();
    private int windows;
    private int falseAlarms;

    @Test
    void mostLabelledWindowsAreFoundAndFewAlarmsAreFalse() throws IOException {
        Path labels = CORPUS.resolve("labels").resolve("combined_windows.json");
        assumeTrue(Files.isRegularFile(labels), "the NAB corpus is not here");
        Matcher files = FILE.matcher(Files.readString(labels));
        while (files.find()) {
            judge(files.group(1), windows(files.group(2)));
        }
        assertThat(windows).isEqualTo(71);
        assertThat(hit).hasSizeGreaterThanOrEqualTo(57);
        assertThat(falseAlarms).isLessThanOrEqualTo(110);
    }

    private void judge(String file, List<LocalDateTime[]> labelled) throws IOException {
        windows += labelled.size();
        List<String> rows = Files.readAllLines(CORPUS.resolve("data").resolve(file));
        int probation = Math.min((int) Math.floor(0.15 * (rows.size() - 1)), 750);
        Detector detector = new EnsembleDetector(Richness.DEFAULT, ZoneOffset.UTC);
        for (int i = 1; i < rows.size(); i++) {
            String[] fields = rows.get(i).split(",", -1);
            LocalDateTime time = time(fields[0]);
            Score score =
                    detector.update(time.toEpochSecond(ZoneOffset.UTC) * 1_000_000, Double.parseDouble(fields[1]));
            if (i > probation && score.alarm() >= EnsembleDetector.ALARM) {
                count(file, labelled, time);
            }
        }
    }

    private void count(String file, List<LocalDateTime[]> labelled, LocalDateTime time) {
        for (int i = 0; i < labelled.size(); i++) {
            if (!time.isBefore(labelled.get(i)[0]) && !time.isAfter(labelled.get(i)[1])) {
                hit.add(file + i);
                return;
            }
        }
        falseAlarms++;
    }

    private static List<LocalDateTime[]> windows(String text) {
        List<LocalDateTime[]> windows = new ArrayList<>();
        Matcher window = WINDOW.matcher(text);
        while (window.find()) {
            windows.add(new LocalDateTime[] {time(window.group(1)), time(window.group(2))});
        }
        return windows;
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }
}
