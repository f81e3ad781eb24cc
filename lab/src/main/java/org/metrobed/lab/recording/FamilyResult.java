package org.metrobed.lab.recording;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How well the faults of one family in one recording were found. Immutable.
 *
 * @param recording name of the recording; {@code all} for all of them
 * @param family name of the family
 * @param faults number of injected faults
 * @param found number of faults in which an alert opened that does not open without the faults
 * @param alerts number of such alerts
 * @param delaySeconds of each found fault, from its begin to its first alert
 * @param baselines by the name of the baseline, how many faults it finds at the same rate of false alerts
 */
record FamilyResult(
        String recording,
        String family,
        int faults,
        int found,
        int alerts,
        List<Double> delaySeconds,
        Map<String, Integer> baselines) {

    FamilyResult {
        Objects.requireNonNull(recording, "recording");
        Objects.requireNonNull(family, "family");
        delaySeconds = List.copyOf(delaySeconds);
        baselines = Map.copyOf(baselines);
    }

    /** Found faults divided by all faults; NaN if there is none. */
    double recall() {
        return faults == 0 ? Double.NaN : (double) found / faults;
    }

    /** The share of faults that a baseline finds; NaN if there is none. */
    double recall(String baseline) {
        return faults == 0 ? Double.NaN : (double) baselines.getOrDefault(baseline, 0) / faults;
    }

    /** Alerts divided by found faults; NaN if none is found. */
    double alertsPerEvent() {
        return found == 0 ? Double.NaN : (double) alerts / found;
    }

    /** The median delay in seconds, by nearest rank; NaN if none is found. */
    double medianDelaySeconds() {
        List<Double> sorted = delaySeconds.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((sorted.size() - 1) / 2);
    }
}
