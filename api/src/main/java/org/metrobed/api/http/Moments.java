package org.metrobed.api.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/**
 * Times in the API's format: ISO 8601 UTC with 3 fraction digits, or 6 if microseconds need them, so that one format
 * reads a whole column. Static functions only.
 */
public final class Moments {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    /** Year 0. */
    private static final long FIRST_SECOND = -62_167_219_200L;
    /** The end of year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final long DAY_SECONDS = 86_400;

    private Moments() {}

    /** The instant of microseconds since 1970 UTC. */
    public static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Microseconds since 1970 UTC. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The text of an instant. */
    public static String format(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < FIRST_SECOND || second > LAST_SECOND) {
            return MILLIS.format(instant);
        }
        int micro = instant.get(ChronoField.MICRO_OF_SECOND);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, DAY_SECONDS));
        int ofDay = (int) Math.floorMod(second, DAY_SECONDS);
        // by hand, because lists consist mostly of times and a formatter takes ten times as long
        StringBuilder text = new StringBuilder(27);
        digits(text, date.getYear(), 1_000).append('-');
        digits(text, date.getMonthValue(), 10).append('-');
        digits(text, date.getDayOfMonth(), 10).append('T');
        digits(text, ofDay / 3_600, 10).append(':');
        digits(text, ofDay / 60 % 60, 10).append(':');
        digits(text, ofDay % 60, 10).append('.');
        boolean millis = micro % 1_000 == 0;
        return digits(text, millis ? micro / 1_000 : micro, millis ? 100 : 100_000)
                .append('Z')
                .toString();
    }

    /** A number with leading zeros; {@code highest} is the weight of its first digit. */
    private static StringBuilder digits(StringBuilder text, int number, int highest) {
        for (int place = highest; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
        return text;
    }
}
