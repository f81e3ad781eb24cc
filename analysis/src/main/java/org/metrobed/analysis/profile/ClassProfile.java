package org.metrobed.analysis.profile;

import java.util.Objects;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.Summary;

/**
 * The usual values of one class of a profile. Immutable.
 *
 * @param key the class, as {@link ProfileKind} numbers it
 * @param micros real time of the class in the range, microseconds, more than 0
 * @param readings summary of the readings
 * @param counts number of readings by flag
 * @param days number of local dates with summarised readings
 * @param windows number of stored windows that were combined
 * @param expected how many readings the time of this class has if none is missing
 */
public record ClassProfile(
        int key, long micros, Summary readings, Counts counts, int days, int windows, ExpectedReadings expected) {

    /** Number of readings by flag. */
    public record Counts(long good, long notEvaluated, long suspect, long fail, long missing) {}

    public ClassProfile {
        Objects.requireNonNull(readings, "readings");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(expected, "expected");
    }
}
