package org.metrobed.api.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The time zone of a request, in which its dates, local times and periods are read. A date begins at its local
 * midnight, or at its first moment if it has no midnight; a date that the zone skipped is empty. Days, weeks, months and
 * years are steps of the calendar, hours and shorter units are real time. Immutable, thread-safe.
 *
 * @param zone UTC if the request names none
 * @param stated whether the request names it; otherwise a time without an offset is refused
 */
public record RequestZone(ZoneId zone, boolean stated) {

    /** The parameter that states it. */
    public static final QueryParameter TZ = QueryParameter.text(
            "tz",
            "Time zone such as Europe/Paris; UTC by default. Dates, and times without an offset, are of this zone; P1D, P1W,"
                    + " P1M and P1Y are steps of its calendar; windows and profiles follow its days.");

    /** The zone of a request that names none. */
    public static final RequestZone UTC = new RequestZone(ZoneOffset.UTC, false);

    private static final String FORMS =
            "must be ISO 8601: a date, a moment, or FROM/TO where each end is a date, a moment, '..' (open) or, once, a"
                    + " duration such as PT6H or P7D";

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    /** A plus sign in a query is a space unless it is written as %2B. */
    private static final Pattern OFFSET = Pattern.compile("(?i).*T.*(Z|[-+ ]\\d\\d(:?\\d\\d)*)");

    private static final Pattern FULL_OFFSET = Pattern.compile("[+-]\\d\\d:\\d\\d(:\\d\\d)?");

    public RequestZone {
        Objects.requireNonNull(zone, "zone");
    }

    /**
     * Reads the name of a zone.
     *
     * @param name null for none
     * @throws IllegalArgumentException with the broken rule, as the end of a sentence
     */
    public static RequestZone parse(String name) {
        if (name == null) {
            return UTC;
        }
        String zone = name.replace(' ', '+');
        String rule = "is '" + name + "', must be a time zone such as Europe/Paris, UTC or +05:30";
        if (!FULL_OFFSET.matcher(zone).matches() && !Character.isLetter(zone.isEmpty() ? '-' : zone.charAt(0))) {
            throw new IllegalArgumentException(rule); // Java reads -1 as one hour
        }
        try {
            return new RequestZone(ZoneId.of(zone), true);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }

    /**
     * Reads a date, an instant or an interval. A date alone means its day, an instant alone its microsecond. An open
     * start is {@link Datetime#EARLIEST}, an open end is {@code openEnd}; a duration with an open end is counted back
     * from {@code now}.
     *
     * @param openEnd not before {@code now}
     * @throws IllegalArgumentException with the broken rule, as the end of a sentence
     */
    public Datetime range(String text, Instant now, Instant openEnd) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            Instant at = moment(text);
            return check(at, isDate(text) ? shift(text, "P1D", 1) : at.plus(1, ChronoUnit.MICROS));
        }
        String left = text.substring(0, slash);
        String right = text.substring(slash + 1);
        boolean leftSpan = left.startsWith("P");
        boolean rightSpan = right.startsWith("P");
        if ((leftSpan && rightSpan) || (rightSpan && isOpen(left))) {
            throw new IllegalArgumentException(FORMS + "; a duration needs an end to start from");
        }
        String spanEnd = isOpen(right) ? now.toString() : right;
        Instant from = leftSpan ? shift(spanEnd, left, -1) : isOpen(left) ? Datetime.EARLIEST : moment(left);
        return check(from, rightSpan ? shift(left, right, 1) : isOpen(right) ? openEnd : moment(right));
    }

    /** The same where an open end is now. */
    public Datetime range(String text, Instant now) {
        return range(text, now, now);
    }

    /**
     * Reads an instant: a date (its first moment), a time with an offset, or a time of this zone.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    public Instant moment(String text) {
        try {
            if (isDate(text)) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            if (OFFSET.matcher(text).matches()) {
                return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            }
            return local(LocalDateTime.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(FORMS, e);
        }
    }

    private Instant local(LocalDateTime time) {
        if (!stated) {
            throw new IllegalArgumentException("has the time " + time + ", which needs its offset, such as Z, or tz");
        }
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition change = rules.getTransition(time);
        if (change != null) {
            throw new IllegalArgumentException("has the time " + time + ", which the clocks of " + zone
                    + (change.isGap() ? " skip" : " show twice") + ": write "
                    + time.toInstant(change.getOffsetBefore()) + " or " + time.toInstant(change.getOffsetAfter()));
        }
        return time.toInstant(rules.getOffset(time));
    }

    private Instant shift(String end, String span, int sign) {
        try {
            int time = span.indexOf('T');
            String days = time < 0 ? span : span.substring(0, time);
            Period period = (days.equals("P") ? Period.ZERO : Period.parse(days)).multipliedBy(sign);
            Duration duration = time < 0 ? Duration.ZERO : Duration.parse("P" + span.substring(time));
            ZonedDateTime stepped = isDate(end)
                    ? LocalDate.parse(end).plus(period).atStartOfDay(zone)
                    : step(moment(end).atZone(zone), period);
            return stepped.toInstant().plus(duration.multipliedBy(sign));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(FORMS, e);
        }
    }

    /** In a gap the time is later by its length; of two times it is the one with the offset before the step. */
    private static ZonedDateTime step(ZonedDateTime time, Period period) {
        return ZonedDateTime.ofLocal(time.toLocalDateTime().plus(period), time.getZone(), time.getOffset());
    }

    private Datetime check(Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("ends before it starts");
        }
        boolean early = from.isBefore(Datetime.EARLIEST) && from.isBefore(sameClock(Datetime.EARLIEST));
        boolean late = to.isAfter(Datetime.LATEST) && to.isAfter(sameClock(Datetime.LATEST));
        if (early || late) {
            throw new IllegalArgumentException("must lie between " + Datetime.EARLIEST + " and " + Datetime.LATEST);
        }
        return new Datetime(from, to);
    }

    /** The instant at which the clocks of this zone show what those of UTC show. */
    private Instant sameClock(Instant utc) {
        return utc.atZone(ZoneOffset.UTC).withZoneSameLocal(zone).toInstant();
    }

    private static boolean isDate(String text) {
        return DATE.matcher(text).matches();
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals("..");
    }
}
