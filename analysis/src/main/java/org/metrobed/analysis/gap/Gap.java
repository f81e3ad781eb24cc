package org.metrobed.analysis.gap;

/**
 * A range of a datastream without usable readings: {@code [from, to)}, from the last usable reading before it to the
 * first usable reading after it. Times are phenomenon times, microseconds since 1970 UTC. Immutable.
 *
 * @param fromMicros time of the last reading before it, or the start of the requested range
 * @param toMicros time of the first reading after it, or the end of the requested range
 * @param openStart whether there is no usable reading at its start: the gap may have begun earlier
 * @param openEnd whether there is no usable reading at its end: the gap may continue
 */
public record Gap(long fromMicros, long toMicros, boolean openStart, boolean openEnd) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public Gap {
        if (toMicros <= fromMicros) {
            throw new IllegalArgumentException("a gap ends after it starts");
        }
    }

    /** Its length, microseconds. */
    public long lengthMicros() {
        return toMicros - fromMicros;
    }

    /** How many readings are missing in it at this interval, counted from the readings at its ends. */
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

    /** The length of its overlap with {@code [from, to)}, microseconds. */
    public long overlapMicros(long otherFromMicros, long otherToMicros) {
        return Math.max(0, Math.min(toMicros, otherToMicros) - Math.max(fromMicros, otherFromMicros));
    }
}
