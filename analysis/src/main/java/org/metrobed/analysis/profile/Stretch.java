package org.metrobed.analysis.profile;

/**
 * A stretch of time {@code [from, to)}, microseconds since 1970 UTC; may be empty. Immutable.
 *
 * @param fromMicros first moment in it
 * @param toMicros first moment after it
 */
public record Stretch(long fromMicros, long toMicros) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException when it ends before it starts
     */
    public Stretch {
        if (toMicros < fromMicros) {
            throw new IllegalArgumentException("a stretch ends before it starts");
        }
    }

    /** The whole windows of a size within it; empty at its start when there is none. */
    public Stretch wholeWindows(long sizeMillis) {
        long size = sizeMillis * 1_000;
        long from = -Math.floorDiv(-fromMicros, size) * size;
        long to = Math.floorDiv(toMicros, size) * size;
        return from < to ? new Stretch(from, to) : new Stretch(fromMicros, fromMicros);
    }

    /** Whether it has no moment. */
    public boolean isEmpty() {
        return fromMicros == toMicros;
    }
}
