package org.metrobed.analysis.anomaly;

import java.time.ZoneId;
import java.util.Objects;
import java.util.function.LongPredicate;

/**
 * The local days of a sensor, counted from 1970-01-01. A holiday is a rest day like Saturday and Sunday. Thread-safe if its
 * holidays are.
 *
 * @param zone time zone of the sensor
 * @param holidays whether a day is a holiday; asked for each value
 */
public record SeasonCalendar(ZoneId zone, LongPredicate holidays) {

    private static final int WEEK_DAYS = 7;
    private static final int SATURDAY = 5;
    /** 1970-01-01 was a Thursday, which is day 3 if Monday is day 0. */
    private static final int EPOCH_DAY = 3;

    public SeasonCalendar {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(holidays, "holidays");
    }

    /** Without holidays. */
    public static SeasonCalendar of(ZoneId zone) {
        return new SeasonCalendar(zone, day -> false);
    }

    /** Whether a day is Saturday, Sunday or a holiday. */
    boolean isRest(long day) {
        return Math.floorMod(day + EPOCH_DAY, WEEK_DAYS) >= SATURDAY || holidays.test(day);
    }

    /** Whether a day belongs to successive rest days of which one is a holiday, or is the first day after them. */
    boolean isUnusual(long day) {
        long rest = isRest(day) ? day : day - 1;
        return isRest(rest) && (reachesHoliday(rest, -1) || reachesHoliday(rest, 1));
    }

    private boolean reachesHoliday(long from, int direction) {
        long day = from;
        while (Math.abs(day - from) < WEEK_DAYS && isRest(day)) {
            if (holidays.test(day)) {
                return true;
            }
            day += direction;
        }
        return false;
    }
}
