package org.metrobed.api.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A range of phenomenon time {@code [from, to)}. Immutable.
 *
 * @param from first instant in it
 * @param to first instant after it, not before {@code from}
 */
public record Datetime(Instant from, Instant to) {

    /** The pipeline accepts nothing earlier; an open start means this. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** The pipeline accepts nothing later in its lifetime. */
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final String FORMS =
            "must be ISO 8601: a moment, or FROM/TO where each end is a moment, '..' (open) or, once, a duration such as"
                    + " PT6H or P7D";

    public Datetime {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /**
     * Reads an instant or an interval; a single instant means that microsecond. An open start is {@link #EARLIEST}, an
     * open end is {@code openEnd}; a duration with an open end is counted back from {@code openEnd}.
     *
     * @throws IllegalArgumentException with the broken rule, as the end of a sentence
     */
    public static Datetime parse(String text, Instant openEnd) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            Instant at = moment(text);
            return new Datetime(at, at.plus(1, ChronoUnit.MICROS));
        }
        String left = text.substring(0, slash);
        String right = text.substring(slash + 1);
        boolean leftSpan = left.startsWith("P");
        boolean rightSpan = right.startsWith("P");
        if ((leftSpan && rightSpan) || (rightSpan && open(left))) {
            throw new IllegalArgumentException(FORMS + "; a duration needs an end to start from");
        }
        Instant to = rightSpan ? shift(moment(left), right, 1) : open(right) ? openEnd : moment(right);
        Instant from = leftSpan ? shift(to, left, -1) : open(left) ? EARLIEST : moment(left);
        return check(from, to);
    }

    private static Datetime check(Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("ends before it starts");
        }
        if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
            throw new IllegalArgumentException("must lie between " + EARLIEST + " and " + LATEST);
        }
        return new Datetime(from, to);
    }

    /** The start, microseconds since 1970 UTC. */
    public long fromMicros() {
        return Moments.micros(from);
    }

    /** The end, exclusive, microseconds since 1970 UTC. */
    public long toMicros() {
        return Moments.micros(to);
    }

    @Override
    public String toString() {
        return Moments.format(from) + "/" + Moments.format(to);
    }

    private static boolean open(String end) {
        return end.isEmpty() || end.equals("..");
    }

    /**
     * Reads an instant: a date (midnight UTC) or a date and time with zone.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    public static Instant moment(String text) {
        try {
            if (text.length() == "2026-05-01".length()) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            // a plus sign in a query is a space unless it is written as %2B
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(FORMS + "; a time needs its zone, such as Z", e);
        }
    }

    private static Instant shift(Instant end, String span, int sign) {
        try {
            int time = span.indexOf('T');
            String days = time < 0 ? span : span.substring(0, time);
            Period period = days.equals("P") ? Period.ZERO : Period.parse(days);
            Duration duration = time < 0 ? Duration.ZERO : Duration.parse("P" + span.substring(time));
            return end.atOffset(ZoneOffset.UTC)
                    .plus(period.multipliedBy(sign))
                    .plus(duration.multipliedBy(sign))
                    .toInstant();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(FORMS, e);
        }
    }
}
