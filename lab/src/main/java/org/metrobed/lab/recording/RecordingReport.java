package org.metrobed.lab.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.metrobed.simulators.WorkProgress;

/**
 * The results of all recordings of a folder. Immutable.
 *
 * @param results in the order of names
 * @param refused for each recording that was not scored, why
 */
public record RecordingReport(List<RecordingResult> results, Map<String, String> refused) {

    private static final String ALL = "all";

    public RecordingReport {
        results = List.copyOf(results);
        refused = new LinkedHashMap<>(refused);
    }

    /**
     * Scores all recordings of a folder.
     *
     * @throws IOException if the folder cannot be listed
     */
    public static RecordingReport of(RecordingFolder folder, RecordingScoring scoring, WorkProgress progress)
            throws IOException {
        RecordingFolder.Content content = folder.read();
        Map<String, String> refused = new LinkedHashMap<>(content.refused());
        List<RecordingResult> results = new ArrayList<>();
        int done = 0;
        for (Recording recording : content.recordings()) {
            String refusal = scoring.refusal(recording);
            if (refusal.isEmpty()) {
                results.add(scoring.score(recording));
            } else {
                refused.put(recording.name(), refusal);
            }
            progress.at(++done, content.recordings().size());
        }
        return new RecordingReport(results, refused);
    }

    /** The sum of all recordings, by family. */
    List<FamilyResult> families() {
        return Arrays.stream(FaultKind.values()).map(kind -> sum(kind.word())).toList();
    }

    private FamilyResult sum(String family) {
        List<FamilyResult> parts = results.stream()
                .flatMap(result -> result.families().stream())
                .filter(part -> part.family().equals(family))
                .toList();
        Map<String, Integer> baselines = new HashMap<>();
        List<Double> delays = new ArrayList<>();
        parts.forEach(part -> part.baselines().forEach((name, found) -> baselines.merge(name, found, Integer::sum)));
        parts.forEach(part -> delays.addAll(part.delaySeconds()));
        return new FamilyResult(
                ALL,
                family,
                parts.stream().mapToInt(FamilyResult::faults).sum(),
                parts.stream().mapToInt(FamilyResult::found).sum(),
                parts.stream().mapToInt(FamilyResult::alerts).sum(),
                delays,
                baselines);
    }

    /** Found faults of all families divided by all faults; 0 if there are none. */
    public double recall() {
        int faults = families().stream().mapToInt(FamilyResult::faults).sum();
        return faults == 0
                ? 0
                : (double) families().stream().mapToInt(FamilyResult::found).sum() / faults;
    }

    /** The most false alerts a day of any recording. */
    public double mostFalsePerDay() {
        return results.stream().mapToDouble(RecordingResult::falsePerDay).max().orElse(0);
    }

    /** Alerts of all families divided by found faults; 0 if none is found. */
    public double alertsPerEvent() {
        int found = families().stream().mapToInt(FamilyResult::found).sum();
        return found == 0
                ? 0
                : (double) families().stream().mapToInt(FamilyResult::alerts).sum() / found;
    }

    /** Tells the recordings that were not scored. */
    public void tellRefused(Consumer<String> out) {
        refused.forEach((name, reason) -> out.accept("not scored: " + name + ": " + reason));
    }
}
