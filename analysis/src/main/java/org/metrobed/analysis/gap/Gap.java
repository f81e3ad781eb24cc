package org.metrobed.analysis.gap;

/**
 * A stretch of a datastream without usable readings: {@code [from, to)}, from the last usable reading before it to the first
 * after it. Times are phenomenon times, microseconds since 1970 UTC. Immutable.
 *
 * @param fromMicros time of the last reading before, or where the question begins
 * @param toMicros time of the first reading after, or where the question ends
 * @param openStart no usable reading stands at its start: it may have begun earlier
 * @param openEnd no usable reading stands at its end: it may last
 */
public record Gap(long fromMicros, long toMicros, boolean openStart, boolean openEnd) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException when it is empty
     */
    public Gap {
        if (toMicros <= fromMicros) {
            throw new IllegalArgumentException("a gap ends after it starts");
        }
    }

    /** How long it is, microseconds. */
    public long lengthMicros() {
        return toMicros - fromMicros;
    }

    /** How many readings would lie in it at an interval, counted from the readings at its ends. */
    public long countMissing(long intervalMillis) {
        long interval = intervalMillis * 1_000;
        if (openStart) {
            return lengthMicros() / interval;
        }
        return Math.max(0, openEnd ? (lengthMicros() - 1) / interval : rounded(interval) - 1);
    }

    private long rounded(long interval) {
        return (lengthMicros() + interval / 2) / interval;
    }

    /** How much of it lies within {@code [from, to)}, microseconds. */
    public long overlapMicros(long otherFromMicros, long otherToMicros) {
        return Math.max(0, Math.min(toMicros, otherToMicros) - Math.max(fromMicros, otherFromMicros));
    }
}
