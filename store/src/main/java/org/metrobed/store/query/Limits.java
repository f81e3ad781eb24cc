package org.metrobed.store.query;

import java.util.List;

/** Bounds of what one query may ask for. Stateless. */
public final class Limits {

    /** Most rows of one query; the rest is asked for with a cursor. */
    public static final int ROWS = 1_000_000;

    /** Most datastreams of one query. */
    public static final int DATASTREAMS = 10_000;

    /** The end of time for queries, 2100-01-01, microseconds since 1970 UTC. */
    public static final long END_MICROS = 4_102_444_800_000_000L;

    private Limits() {}

    /**
     * Checks the number of rows asked for.
     *
     * @throws IllegalArgumentException when it is not in [1,{@value #ROWS}]
     */
    public static void checkRows(int limit) {
        if (limit < 1 || limit > ROWS) {
            throw new IllegalArgumentException("limit " + limit + " is not in [1," + ROWS + "]");
        }
    }

    /**
     * Checks a range of time, half-open.
     *
     * @throws IllegalArgumentException when it ends before it starts
     */
    public static void checkRange(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException("the range ends before it starts");
        }
    }

    /**
     * Checks the datastreams asked for.
     *
     * @throws IllegalArgumentException when there are more than {@value #DATASTREAMS}
     */
    public static List<String> checkDatastreams(List<String> datastreams) {
        if (datastreams.size() > DATASTREAMS) {
            throw new IllegalArgumentException(
                    datastreams.size() + " datastreams are more than " + DATASTREAMS + " in one query");
        }
        return List.copyOf(datastreams);
    }

    /** A time that PostgreSQL can compare with, microseconds since 1970 UTC. */
    public static long clampMicros(long micros) {
        return Math.max(0, Math.min(END_MICROS, micros));
    }

    /** A time that PostgreSQL can compare with, milliseconds since 1970 UTC. */
    public static long clampMillis(long millis) {
        return Math.max(0, Math.min(END_MICROS / 1_000, millis));
    }
}
