package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs the recordings of the Numenta Anomaly Benchmark at the fixed level, if they are present beside the project. */
class NabTest {

    private static final Path CORPUS = Path.of("..", "..", "shared", "data", "nab");
    private static final Pattern FILE =
            Pattern.compile("\"([A-Za-z]+/[^\"]+[.]csv)\"\\s*:\\s*\\[((?:\\s*\\[[^\\]]*\\]\\s*,?)*)\\s*\\]");
    private static final Pattern WINDOW = Pattern.compile("\"([^\"]+)\"\\s*,\\s*\"([^\"]+)\"");

    /** The thresholds from which one is chosen: alarm scores by hundredths. */
    private static final List<Double> THRESHOLDS =
            IntStream.range(20, 95).mapToObj(percent -> percent / 100.0).toList();

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

    /**
     * The settings of the detector are the same for all. The threshold, the one choice that is left, is made for each group of files
     * by the score of the other groups.
     */
    @Test
    void leaveOneGroupOutIsNotMuchWorseThanTheBestThreshold() throws IOException {
        Path labels = CORPUS.resolve("labels").resolve("combined_windows.json");
        assumeTrue(Files.isRegularFile(labels), "the NAB corpus is not here");
        List<NabScore.Run> runs = new ArrayList<>();
        Matcher files = FILE.matcher(Files.readString(labels));
        while (files.find()) {
            runs.add(run(files.group(1), windows(files.group(2))));
        }
        NabScore heldOut = new NabScore();
        for (String family :
                new TreeSet<>(runs.stream().map(NabScore.Run::family).toList())) {
            double chosen = THRESHOLDS.stream()
                    .max(Comparator.comparingDouble(threshold ->
                            score(runs, threshold, run -> !run.family().equals(family))))
                    .orElseThrow();
            runs.stream().filter(run -> run.family().equals(family)).forEach(run -> heldOut.add(run, chosen));
        }
        double fixed = score(runs, EnsembleDetector.ALARM, run -> true);
        double best = THRESHOLDS.stream()
                .mapToDouble(threshold -> score(runs, threshold, run -> true))
                .max()
                .orElseThrow();
        String all = "held out %.1f, fixed %.1f, best %.1f".formatted(heldOut.value(), fixed, best);
        assertThat(heldOut.value()).as(all).isBetween(64.0, best);
        assertThat(fixed).as(all).isBetween(69.5, best);
    }

    private static double score(List<NabScore.Run> runs, double threshold, Predicate<NabScore.Run> counts) {
        NabScore score = new NabScore();
        runs.stream().filter(counts).forEach(run -> score.add(run, threshold));
        return score.value();
    }

    private static NabScore.Run run(String file, List<LocalDateTime[]> labelled) throws IOException {
        List<String> rows = Files.readAllLines(CORPUS.resolve("data").resolve(file));
        Detector detector = new EnsembleDetector(Richness.DEFAULT, ZoneOffset.UTC);
        List<Double> scores = new ArrayList<>();
        List<int[]> windows = new ArrayList<>();
        labelled.forEach(window -> windows.add(new int[] {Integer.MAX_VALUE, 0}));
        for (int row = 0; row < rows.size() - 1; row++) {
            String[] fields = rows.get(row + 1).split(",", -1);
            LocalDateTime time = time(fields[0]);
            scores.add(detector.update(time.toEpochSecond(ZoneOffset.UTC) * 1_000_000, Double.parseDouble(fields[1]))
                    .alarm());
            for (int i = 0; i < windows.size(); i++) {
                if (!time.isBefore(labelled.get(i)[0]) && !time.isAfter(labelled.get(i)[1])) {
                    windows.get(i)[0] = Math.min(windows.get(i)[0], row);
                    windows.get(i)[1] = row;
                }
            }
        }
        int probation = Math.min((int) Math.floor(0.15 * scores.size()), 750);
        return new NabScore.Run(file.substring(0, file.indexOf('/')), scores, windows, probation);
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
