package org.metrobed.model.window;

import java.util.Objects;
import org.metrobed.model.ReadingKind;

/**
 * The last good reading before a window, with which the window begins. Immutable.
 *
 * @param kind its kind
 * @param value in the datastream's unit
 * @param micros phenomenon time, microseconds since 1970 UTC
 * @param lostMicros when a missing reading came after it, microseconds since 1970 UTC; {@link Lost#NEVER} if none did
 */
public record LastReading(ReadingKind kind, double value, long micros, long lostMicros) {

    public LastReading {
        Objects.requireNonNull(kind, "kind");
    }

    /** The last reading of a summary that is not empty. */
    public static LastReading of(Summary summary) {
        Course course = summary.course();
        return new LastReading(
                course.kind(),
                summary.last(),
                summary.lastMicros(),
                course.lost().afterMicros());
    }

    /** This reading after a window without a good one, or before its good ones: a missing one in it ends the value. */
    public LastReading endedIn(Course window) {
        long lost = window.lost().beforeMicros();
        return lost > micros ? new LastReading(kind, value, micros, Math.min(lostMicros, lost)) : this;
    }

    /** How long the value holds in {@code [from, to)} if no good reading comes, microseconds. */
    long heldMicros(long from, long to) {
        return Math.max(0, Math.min(Math.min(to, lostMicros), micros + kind.holdMicros()) - from);
    }
}
