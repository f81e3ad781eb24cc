package org.metrobed.model.calendar;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.time.temporal.TemporalQuery;
import java.util.Locale;

/**
 * Reads times by a pattern of {@link DateTimeFormatter}. It is strict: the 30th of February is no date. The year is proleptic,
 * so that yyyy needs no era. A date alone is its first moment, and so is a month alone. Hour 24, of H and of k, is
 * midnight at the end of the day and has neither minutes nor seconds. Of an offset and a zone the offset counts. Immutable; thread-safe.
 */
public final class TimePattern {

    private static final long HOURS = 24;
    /** Letters of a pattern that are fields of the time of day. */
    private static final String TIME_OF_DAY = ".*[HhKkmsSAnNaB].*";

    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2026, 5, 17, 13, 47, 31, 0, ZoneOffset.UTC);

    private final DateTimeFormatter formatter;
    private final boolean isDate;
    private final boolean mayBeDate;
    private final boolean statesZone;

    private TimePattern(DateTimeFormatter formatter, boolean isDate, boolean mayBeDate, boolean statesZone) {
        this.formatter = formatter;
        this.isDate = isDate;
        this.mayBeDate = mayBeDate;
        this.statesZone = statesZone;
    }

    /**
     * A pattern.
     *
     * @throws IllegalArgumentException if it is none, or has a part of a time of day that does not make one; the message says
     *     which
     */
    public static TimePattern of(String pattern) {
        DateTimeFormatterBuilder builder =
                new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(yearsWithoutEra(pattern));
        String letters = pattern.replaceAll("'[^']*'", "");
        boolean isDate = !letters.matches(TIME_OF_DAY);
        DateTimeFormatter formatter = strict(builder);
        if (!isDate && lacks(formatter, TemporalQueries.localTime())) {
            throw new IllegalArgumentException(
                    "the time of day is incomplete: HH is the hour of 24, hh needs a (AM or PM),"
                            + " minutes need an hour, and seconds need minutes");
        }
        if (lacks(formatter, TemporalQueries.localDate())) {
            formatter = strict(builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1));
            if (!isDate || lacks(formatter, TemporalQueries.localDate())) {
                throw new IllegalArgumentException(
                        "the date is incomplete: it needs yyyy, MM and dd, or yyyy and MM for months without a time of"
                                + " day; YYYY is a year of weeks");
            }
        }
        boolean mayBeDate = isDate || !withoutOptional(letters).matches(TIME_OF_DAY);
        return new TimePattern(formatter, isDate, mayBeDate, letters.matches(".*[XxZVzO].*"));
    }

    private static DateTimeFormatter strict(DateTimeFormatterBuilder builder) {
        return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Whether texts of a pattern do not state the whole date, or not the whole time of day: all would be midnight. */
    private static boolean lacks(DateTimeFormatter formatter, TemporalQuery<?> part) {
        try {
            return formatter.parse(formatter.format(SAMPLE)).query(part) == null;
        } catch (DateTimeException e) {
            return false; // the rows will tell
        }
    }

    private static String withoutOptional(String letters) {
        String shorter = letters.replaceAll("\\[[^\\[\\]]*]", "");
        return shorter.equals(letters) ? letters : withoutOptional(shorter);
    }

    /** Whether texts of the pattern are dates or months without a time of day. */
    public boolean isDate() {
        return isDate;
    }

    /** Whether a text of the pattern may have no time of day, because its part in brackets is optional. */
    public boolean mayBeDate() {
        return mayBeDate;
    }

    /** Whether texts of the pattern state an offset or a zone. */
    public boolean statesZone() {
        return statesZone;
    }

    /**
     * Reads a text.
     *
     * @throws DateTimeException if it does not fit the pattern, or is no date or no time of day
     */
    public StatedTime parse(String text) {
        TemporalAccessor fields = formatter.parseUnresolved(text, new ParsePosition(0));
        if (is24(fields, ChronoField.CLOCK_HOUR_OF_DAY)) {
            return endOfDay(text, stated(formatter.parse(text), 1));
        }
        if (!is24(fields, ChronoField.HOUR_OF_DAY)) {
            return stated(formatter.parse(text), 0);
        }
        // strict resolving refuses hour 24; the smart one takes it for the next day, but clips the 30th of February
        StatedTime midnight =
                stated(formatter.withResolverStyle(ResolverStyle.SMART).parse(text), 0);
        boolean clipped = fields.isSupported(ChronoField.DAY_OF_MONTH)
                && fields.getLong(ChronoField.DAY_OF_MONTH)
                        != midnight.local().minusDays(1).getDayOfMonth();
        if (clipped) {
            throw new DateTimeException("there is no such day: '" + text + "'");
        }
        return endOfDay(text, midnight);
    }

    private static StatedTime endOfDay(String text, StatedTime midnight) {
        if (!midnight.local().toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new DateTimeException("hour 24 is the end of a day and has no minutes: '" + text + "'");
        }
        return midnight;
    }

    private static StatedTime stated(TemporalAccessor parsed, int days) {
        LocalTime time = parsed.query(TemporalQueries.localTime());
        LocalDate date = LocalDate.from(parsed).plusDays(days);
        ZoneId offset = parsed.query(TemporalQueries.offset());
        return new StatedTime(
                date.atTime(time == null ? LocalTime.MIDNIGHT : time),
                offset == null ? parsed.query(TemporalQueries.zone()) : offset);
    }

    private static boolean is24(TemporalAccessor fields, ChronoField hour) {
        return fields != null && fields.isSupported(hour) && fields.getLong(hour) == HOURS;
    }

    private static String yearsWithoutEra(String pattern) {
        StringBuilder result = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            result.append(c == 'y' && !quoted ? 'u' : c);
        }
        return result.toString();
    }
}
