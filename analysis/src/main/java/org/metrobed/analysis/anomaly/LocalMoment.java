package org.metrobed.analysis.anomaly;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A time with its place in the local day and week. Immutable.
 *
 * @param micros microseconds since 1970 UTC
 * @param secondOfDay local time of day, seconds
 * @param restDay whether the local day is Saturday or Sunday
 */
record LocalMoment(long micros, int secondOfDay, boolean restDay) {

    private static final long DAY_SECONDS = 86_400;
    private static final int WEEK_DAYS = 7;
    private static final int SATURDAY = 5;
    /** 1970-01-01 was a Thursday, which is day 3 if Monday is day 0. */
    private static final int EPOCH_DAY = 3;

    /** The moment of a time in a zone. */
    static LocalMoment of(long micros, ZoneId zone) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        long local = seconds
                + zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
        int day = Math.floorMod(Math.floorDiv(local, DAY_SECONDS) + EPOCH_DAY, WEEK_DAYS);
        return new LocalMoment(micros, (int) Math.floorMod(local, DAY_SECONDS), day >= SATURDAY);
    }
}
