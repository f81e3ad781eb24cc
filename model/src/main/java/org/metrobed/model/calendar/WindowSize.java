package org.metrobed.model.calendar;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The length of a window: a duration, or a number of days, weeks or months of a calendar. Immutable.
 *
 * @param kind the unit of the amount
 * @param amount the number of units; milliseconds for a duration
 */
public record WindowSize(Kind kind, long amount) {

    /** The unit of a size. */
    public enum Kind {
        /** Real time, counted from each midnight: an hour has 60 minutes on every day. */
        TIME,
        /** Days, counted from 1970-01-01. */
        DAYS,
        /** Weeks that begin on Monday, counted from 1970-01-05. */
        WEEKS,
        /** Months; the number divides the year. */
        MONTHS
    }

    private static final long DAY_MILLIS = 86_400_000;
    private static final int MONTHS_OF_YEAR = 12;
    private static final int MOST_DAYS = 366;

    private static final Pattern ISO =
            Pattern.compile("P(?:(\\d{1,4})Y)?(?:(\\d{1,4})M)?(?:(\\d{1,4})W)?(?:(\\d{1,4})D)?"
                    + "(?:T(?:(\\d{1,5})H)?(?:(\\d{1,6})M)?(?:(\\d{1,7})S)?)?");

    private static final String RULE =
            "must be one ISO 8601 length: minutes or hours that divide the day (PT1M to PT12H),"
                    + " days (P1D), weeks (P1W), or months that divide the year (P1M, P3M, P1Y)";

    /**
     * Checks.
     *
     * @throws IllegalArgumentException with the violated rule
     */
    public WindowSize {
        Objects.requireNonNull(kind, "kind");
        boolean fits = switch (kind) {
            case TIME -> amount >= 60_000 && amount < DAY_MILLIS && amount % 60_000 == 0 && DAY_MILLIS % amount == 0;
            case DAYS -> amount >= 1 && amount <= MOST_DAYS;
            case WEEKS -> amount >= 1 && amount <= MOST_DAYS / 7;
            case MONTHS -> amount >= 1 && MONTHS_OF_YEAR % amount == 0;
        };
        if (!fits) {
            throw new IllegalArgumentException("is '" + text(kind, amount) + "', " + RULE);
        }
    }

    /**
     * Reads an ISO 8601 duration such as {@code PT10M}, {@code P1W} or {@code P1M}.
     *
     * @throws IllegalArgumentException with the violated rule, as the end of a sentence
     */
    public static WindowSize parse(String text) {
        Matcher parts = ISO.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("is '" + text + "', " + RULE);
        }
        long months = number(parts, 1) * MONTHS_OF_YEAR + number(parts, 2);
        long weeks = number(parts, 3);
        long days = number(parts, 4);
        long seconds = number(parts, 5) * 3_600 + number(parts, 6) * 60 + number(parts, 7);
        int kinds = Long.signum(months) + Long.signum(weeks) + Long.signum(days) + Long.signum(seconds);
        if (kinds != 1) {
            throw new IllegalArgumentException("is '" + text + "', " + RULE);
        }
        if (seconds > 0) {
            return new WindowSize(Kind.TIME, seconds * 1_000);
        }
        return months > 0
                ? new WindowSize(Kind.MONTHS, months)
                : weeks > 0 ? new WindowSize(Kind.WEEKS, weeks) : new WindowSize(Kind.DAYS, days);
    }

    /** The ISO 8601 text of a duration; in days if it is a whole number of days. */
    public static String text(long millis) {
        return millis % DAY_MILLIS == 0 && millis > 0 ? "P" + millis / DAY_MILLIS + "D" : text(Kind.TIME, millis);
    }

    /** Its usual length, milliseconds; the mean length for months. */
    public long usualMillis() {
        return switch (kind) {
            case TIME -> amount;
            case DAYS -> amount * DAY_MILLIS;
            case WEEKS -> amount * 7 * DAY_MILLIS;
            case MONTHS -> Math.round(amount * 365.2425 * DAY_MILLIS / MONTHS_OF_YEAR);
        };
    }

    private static long number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }

    private static String text(Kind kind, long amount) {
        return switch (kind) {
            case TIME -> Duration.ofMillis(amount).toString();
            case DAYS -> "P" + amount + "D";
            case WEEKS -> "P" + amount + "W";
            case MONTHS -> amount == MONTHS_OF_YEAR ? "P1Y" : "P" + amount + "M";
        };
    }

    @Override
    public String toString() {
        return text(kind, amount);
    }
}
