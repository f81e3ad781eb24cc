package org.metrobed.analysis.anomaly;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A time with its place in the local day and week. Immutable.
 *
 * @param micros microseconds since 1970 UTC
 * @param secondOfDay local time of day, seconds
 * @param restDay whether the local day is Saturday, Sunday or a holiday
 * @param unusualDay whether the local day belongs to rest days with a holiday, or follows them
 */
record LocalMoment(long micros, int secondOfDay, boolean restDay, boolean unusualDay) {

    private static final long DAY_SECONDS = 86_400;

    /** The moment of a time in a zone without holidays. */
    static LocalMoment of(long micros, ZoneId zone) {
        return of(micros, SeasonCalendar.of(zone));
    }

    /** The moment of a time in a calendar. */
    static LocalMoment of(long micros, SeasonCalendar calendar) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        long local = seconds
                + calendar.zone()
                        .getRules()
                        .getOffset(Instant.ofEpochSecond(seconds))
                        .getTotalSeconds();
        long day = Math.floorDiv(local, DAY_SECONDS);
        return new LocalMoment(
                micros, (int) Math.floorMod(local, DAY_SECONDS), calendar.isRest(day), calendar.isUnusual(day));
    }
}
