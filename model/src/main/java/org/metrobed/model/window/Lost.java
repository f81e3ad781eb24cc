package org.metrobed.model.window;

/**
 * Missing readings of held values at the ends of a part: from the first of them on the value is unknown until the next
 * good reading. Times are microseconds since 1970 UTC. If a part has no good reading, its first missing one is both
 * before and after. Immutable.
 *
 * @param beforeMicros the first missing reading before the first good one; {@link #NEVER} if there is none
 * @param afterMicros the first missing reading after the last good one; {@link #NEVER} if there is none
 * @param lastMicros the last missing reading after the last good one; {@link Long#MIN_VALUE} if there is none
 */
public record Lost(long beforeMicros, long afterMicros, long lastMicros) {

    /** The time of what does not come. */
    public static final long NEVER = Long.MAX_VALUE;

    /** No missing reading at either end. */
    static final Lost NONE = new Lost(NEVER, NEVER, Long.MIN_VALUE);

    /** Those of this part and a later one. */
    Lost then(Lost next, boolean nextHasGood) {
        long after = nextHasGood ? next.afterMicros : Math.min(afterMicros, next.afterMicros);
        return new Lost(beforeMicros, after, next.lastMicros);
    }

    /** Those of two parts without a good reading, in any order. */
    Lost and(Lost other) {
        return new Lost(
                Math.min(beforeMicros, other.beforeMicros),
                Math.min(afterMicros, other.afterMicros),
                Math.max(lastMicros, other.lastMicros));
    }

    /** When the last good reading of this part ends because of a missing one, if there is one before the first good one of the next. */
    long untilNext(Lost next) {
        return Math.min(afterMicros, next.beforeMicros);
    }
}
