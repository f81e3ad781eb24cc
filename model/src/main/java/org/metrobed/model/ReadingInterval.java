package org.metrobed.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.metrobed.model.calendar.MonthlyReadings;

/**
 * The interval that a reading stands for. 31 days from the begin or to the end of a month are that month. Whole days
 * from a local midnight are days of the calendar, so a daily value stamped at the end of its day, or at its noon, belongs
 * to that day also if clocks change. Immutable.
 *
 * @param millis its usual length, milliseconds
 * @param zone the zone of the test-bed
 */
public record ReadingInterval(long millis, ZoneId zone) {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long MICROS = 1_000_000;
    private static final long NOON = 12;

    public ReadingInterval {
        Objects.requireNonNull(zone, "zone");
    }

    /** The begin of the interval that ends at a time; microseconds since 1970 UTC. */
    public long beginMicros(long endMicros) {
        return step(endMicros, -1);
    }

    /** The end of the interval that begins at a time; microseconds since 1970 UTC. */
    public long endMicros(long beginMicros) {
        return step(beginMicros, 1);
    }

    /** The begin of the interval whose middle is a time; microseconds since 1970 UTC. */
    long beginOfMiddleMicros(long middleMicros) {
        if (isOfDays(middleMicros)) {
            LocalDateTime begin = local(middleMicros).toLocalDateTime().minusHours(millis / DAY_MILLIS * NOON);
            if (begin.toLocalTime().equals(LocalTime.MIDNIGHT)) {
                return begin.toLocalDate().atStartOfDay(zone).toEpochSecond() * MICROS;
            }
        }
        return middleMicros - millis * 500;
    }

    /** The middle of the interval that begins at a time; microseconds since 1970 UTC. */
    long middleMicros(long beginMicros) {
        if (isOfDays(beginMicros)) {
            ZonedDateTime begin = local(beginMicros);
            if (begin.equals(begin.toLocalDate().atStartOfDay(zone))) {
                LocalDateTime middle = begin.toLocalDate().atStartOfDay().plusHours(millis / DAY_MILLIS * NOON);
                return middle.atZone(zone).toEpochSecond() * MICROS;
            }
        }
        return beginMicros + millis * 500;
    }

    private boolean isOfDays(long micros) {
        return millis % DAY_MILLIS == 0 && micros % MICROS == 0;
    }

    private ZonedDateTime local(long micros) {
        return Instant.ofEpochSecond(micros / MICROS).atZone(zone);
    }

    private long step(long micros, int times) {
        if (isOfDays(micros)) {
            ZonedDateTime local = local(micros);
            if (local.equals(local.toLocalDate().atStartOfDay(zone))) {
                return local.toLocalDate()
                                .plus(length(local).multipliedBy(times))
                                .atStartOfDay(zone)
                                .toEpochSecond()
                        * MICROS;
            }
        }
        return micros + times * millis * 1_000;
    }

    /** The length of an interval of days that begins or ends at a midnight. */
    private Period length(ZonedDateTime midnight) {
        return millis == MonthlyReadings.MILLIS && midnight.getDayOfMonth() == 1
                ? Period.ofMonths(1)
                : Period.ofDays(Math.toIntExact(millis / DAY_MILLIS));
    }
}
