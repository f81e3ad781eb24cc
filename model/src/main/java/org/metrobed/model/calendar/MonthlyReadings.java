package org.metrobed.model.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Tells readings of calendar months, whose interval is about a month, from readings every 28 to 31 days. */
public final class MonthlyReadings {

    /** The interval that stands for a month, milliseconds: 31 days, from the begin or to the end of one. */
    public static final long MILLIS = Duration.ofDays(31).toMillis();

    private static final long SHORTEST_MILLIS = Duration.ofDays(28).toMillis();
    /** The first and the last zone of the world have a date so long before and after UTC. */
    private static final long EAST_SECONDS = Duration.ofHours(14).toSeconds();

    private static final long WEST_SECONDS = Duration.ofHours(12).toSeconds();
    private static final long MICROS = 1_000_000;

    private MonthlyReadings() {}

    /** Whether an interval, milliseconds, is about a month: 28 to 31 days. */
    public static boolean isAboutMonth(long intervalMillis) {
        return intervalMillis >= SHORTEST_MILLIS && intervalMillis <= MILLIS;
    }

    /**
     * Whether a reading is one of a calendar month: its interval is about a month and begins or ends when a month begins
     * in some zone.
     *
     * @param beginMicros the begin of its interval, microseconds since 1970 UTC
     * @param intervalMillis its interval, milliseconds
     */
    public static boolean isOfMonth(long beginMicros, long intervalMillis) {
        return isAboutMonth(intervalMillis)
                && (isBorder(beginMicros) || isBorder(beginMicros + intervalMillis * 1_000));
    }

    private static boolean isBorder(long micros) {
        long second = Math.floorDiv(micros, MICROS);
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(second + EAST_SECONDS), ZoneOffset.UTC);
        long border = date.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        return second - border <= WEST_SECONDS;
    }
}
