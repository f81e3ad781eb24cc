package org.metrobed.model.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneOffsetTransition;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date and time as a text states it. Immutable.
 *
 * @param local the date and the time of day
 * @param zone the offset or zone that the text states; null if it states none
 */
public record StatedTime(LocalDateTime local, ZoneId zone) {

    private static final int MAX_LENGTH = 64;
    private static final int DATE_LENGTH = 10;
    private static final Pattern FORM =
            Pattern.compile("(?<year>\\d{4}|[+-]\\d{4,5})(?<dash>-?)(?<month>\\d\\d)\\k<dash>(?<day>\\d\\d)"
                    + "(?:T|t| )(?<hour>\\d\\d)(?<colon>:?)(?<minute>\\d\\d)(?:\\k<colon>(?<second>\\d\\d)(?:[.,](?<fraction>\\d{1,9}))?)?"
                    + "(?: ?(?<zone>Z|z|UTC|[+-]\\d\\d(?::?\\d\\d)?)(?:\\[[\\w/+-]+])?)?");

    public StatedTime {
        Objects.requireNonNull(local, "local");
    }

    /** The zone or offset that the text states, else another one. */
    public ZoneId zoneOr(ZoneId otherwise) {
        return zone == null ? otherwise : zone;
    }

    /**
     * Microseconds since 1970 UTC; finer digits are truncated.
     *
     * @param otherwise the zone if the text states none
     * @throws DateTimeException if the clock of the zone skips the local time or shows it twice; the message says which
     */
    public long micros(ZoneId otherwise) {
        ZoneId clock = zoneOr(otherwise);
        ZoneOffsetTransition change = clock.getRules().getTransition(local);
        if (change != null) {
            throw new DateTimeException(fault(clock, local));
        }
        return micros(local, clock.getRules().getOffset(local));
    }

    /** Why a local time that is shown twice or never is no instant, as a sentence. */
    public static String fault(ZoneId zone, LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return "the clock of " + zone + (change.isGap() ? " skips " + local : " shows " + local + " twice");
    }

    /**
     * Microseconds since 1970 UTC of a local time.
     *
     * @throws ArithmeticException if it is beyond what a long holds
     */
    public static long micros(LocalDateTime local, ZoneOffset offset) {
        return Math.addExact(
                Math.multiplyExact(local.toEpochSecond(offset), 1_000_000L), local.get(ChronoField.MICRO_OF_SECOND));
    }

    /**
     * Reads an ISO 8601 time: a date, {@code T} or a blank, and a time of day with at least minutes, in the extended or the basic
     * format; a fraction of seconds after a point or a comma; 24:00 as the end of the day; an offset as {@code Z}, {@code UTC},
     * {@code ±hh}, {@code ±hhmm} or {@code ±hh:mm}, with or without a blank before it, or none; the name
     * of a zone in brackets, as Java writes it, may follow an offset and adds nothing.
     *
     * @throws DateTimeException if it is no time
     */
    public static StatedTime parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (text.length() > MAX_LENGTH || !form.matches()) {
            throw new DateTimeException("no ISO 8601 time: '" + text + "'");
        }
        int hour = number(form.group("hour"));
        LocalDate date =
                LocalDate.of(number(form.group("year")), number(form.group("month")), number(form.group("day")));
        LocalTime time = LocalTime.of(hour == 24 ? 0 : hour, number(form.group("minute")), number(form.group("second")))
                .plusNanos(nanos(form.group("fraction")));
        if (hour == 24 && !time.equals(LocalTime.MIDNIGHT)) {
            throw new DateTimeException("hour 24 is the end of a day and has no minutes: '" + text + "'");
        }
        return new StatedTime(date.plusDays(hour / 24).atTime(time), offset(form.group("zone")));
    }

    /**
     * Reads an instant: like {@link #parse}, with an offset.
     *
     * @throws DateTimeException if it is no time, or states no offset
     */
    public static Instant parseInstant(String text) {
        StatedTime time = parse(text);
        if (time.zone == null) {
            throw new DateTimeException("no offset in '" + text + "'");
        }
        return time.local.atZone(time.zone).toInstant();
    }

    /**
     * Reads a time in a file: like {@link #parse}, and a date alone means its first moment.
     *
     * @throws DateTimeException if it is no time
     */
    public static StatedTime parseOrDate(String text) {
        String stripped = text.strip();
        return stripped.length() == DATE_LENGTH
                ? new StatedTime(LocalDate.parse(stripped).atStartOfDay(), null)
                : parse(stripped);
    }

    private static ZoneOffset offset(String zone) {
        if (zone == null) {
            return null;
        }
        return zone.equalsIgnoreCase("Z") || zone.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(zone);
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }
}
