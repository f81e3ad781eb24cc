package org.metrobed.analysis.profile;

import java.util.Objects;
import org.metrobed.model.window.Summary;

/**
 * What is usual in one class of a profile. Immutable.
 *
 * @param key the class, as {@link ProfileKind} numbers it
 * @param micros how much real time the class has in the range, microseconds, more than 0
 * @param readings the readings that are summarised
 * @param counts how many readings there are by flag
 * @param days on how many local dates there are readings to summarise
 * @param windows how many stored windows it was put together from
 */
public record ClassProfile(int key, long micros, Summary readings, Counts counts, int days, int windows) {

    /** How many readings by flag. */
    public record Counts(long good, long notEvaluated, long suspect, long fail, long missing) {}

    public ClassProfile {
        Objects.requireNonNull(readings, "readings");
        Objects.requireNonNull(counts, "counts");
    }

    /** How many readings the time of this class has when none is missing, at least 1. */
    public long expected(long intervalMillis) {
        return Math.max(1, Math.round(micros / (intervalMillis * 1e3)));
    }

    /** Readings summarised over readings expected, in [0,1]. */
    public double coverage(long intervalMillis) {
        return Math.min(1.0, readings.count() / (double) expected(intervalMillis));
    }
}
