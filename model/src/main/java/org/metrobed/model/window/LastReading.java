package org.metrobed.model.window;

import java.util.Objects;
import org.metrobed.model.ReadingKind;

/**
 * The last good reading before a window, with which the window begins. Immutable.
 *
 * @param kind its kind
 * @param value in the datastream's unit
 * @param micros phenomenon time, microseconds since 1970 UTC
 */
public record LastReading(ReadingKind kind, double value, long micros) {

    public LastReading {
        Objects.requireNonNull(kind, "kind");
    }

    /** The last reading of a summary that is not empty. */
    public static LastReading of(Summary summary) {
        return new LastReading(summary.course().kind(), summary.last(), summary.lastMicros());
    }
}
