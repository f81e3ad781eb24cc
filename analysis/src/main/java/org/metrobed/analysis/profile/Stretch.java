package org.metrobed.analysis.profile;

/**
 * A time range {@code [from, to)}, microseconds since 1970 UTC; may be empty. Immutable.
 *
 * @param fromMicros first microsecond in it
 * @param toMicros first microsecond after it
 */
public record Stretch(long fromMicros, long toMicros) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if it ends before it starts
     */
    public Stretch {
        if (toMicros < fromMicros) {
            throw new IllegalArgumentException("a stretch ends before it starts");
        }
    }

    /** The range of whole windows of this size within it; empty, at its start, if there is none. */
    public Stretch wholeWindows(long sizeMillis) {
        long size = sizeMillis * 1_000;
        long from = -Math.floorDiv(-fromMicros, size) * size;
        long to = Math.floorDiv(toMicros, size) * size;
        return from < to ? new Stretch(from, to) : new Stretch(fromMicros, fromMicros);
    }

    /** Whether it is empty. */
    public boolean isEmpty() {
        return fromMicros == toMicros;
    }
}
