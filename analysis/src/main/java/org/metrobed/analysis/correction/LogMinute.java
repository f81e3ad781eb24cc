package org.metrobed.analysis.correction;

/**
 * Full minutes of log time, milliseconds since 1970 UTC: rows are computed again only at these times. Static functions
 * only.
 */
public final class LogMinute {

    /** A minute, milliseconds. */
    public static final long MILLIS = 60_000;

    private LogMinute() {}

    /** The first full minute after a time, never the time itself. */
    public static long after(long millis) {
        return Math.floorDiv(millis, MILLIS) * MILLIS + MILLIS;
    }

    /** The first full minute at or after a time. */
    public static long atOrAfter(long millis) {
        return after(millis - 1);
    }

    /** The number of a full minute since 1970 UTC. */
    public static int number(long fullMinuteMillis) {
        return Math.toIntExact(fullMinuteMillis / MILLIS);
    }
}
