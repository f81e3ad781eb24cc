package org.metrobed.store.query;

import java.util.List;

/** Bounds of one query. Stateless. */
public final class Limits {

    /** Maximum rows of one query; a cursor reads the rest. */
    public static final int ROWS = 1_000_000;

    /** Maximum datastreams of one query. */
    public static final int DATASTREAMS = 10_000;

    /** The end of time for queries, 2100-01-01, microseconds since 1970 UTC. */
    public static final long END_MICROS = 4_102_444_800_000_000L;

    private Limits() {}

    /**
     * Checks the requested number of rows.
     *
     * @throws IllegalArgumentException if it is not in [1,{@value #ROWS}]
     */
    public static void checkRows(int limit) {
        if (limit < 1 || limit > ROWS) {
            throw new IllegalArgumentException("limit " + limit + " is not in [1," + ROWS + "]");
        }
    }

    /**
     * Checks a range of time, half-open.
     *
     * @throws IllegalArgumentException if it ends before it starts
     */
    public static void checkRange(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException("the range ends before it starts");
        }
    }

    /**
     * Checks the requested datastreams.
     *
     * @throws IllegalArgumentException if there are more than {@value #DATASTREAMS}
     */
    public static List<String> checkDatastreams(List<String> datastreams) {
        if (datastreams.size() > DATASTREAMS) {
            throw new IllegalArgumentException(
                    datastreams.size() + " datastreams are more than " + DATASTREAMS + " in one query");
        }
        return List.copyOf(datastreams);
    }

    /** Limits a time to values that PostgreSQL can compare with, microseconds since 1970 UTC. */
    public static long clampMicros(long micros) {
        return Math.max(0, Math.min(END_MICROS, micros));
    }

    /** Limits a time to values that PostgreSQL can compare with, milliseconds since 1970 UTC. */
    public static long clampMillis(long millis) {
        return Math.max(0, Math.min(END_MICROS / 1_000, millis));
    }
}
