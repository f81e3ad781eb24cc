package org.metrobed.model.calendar;

import java.time.DateTimeException;

/**
 * Reads ISO 8601 times with an offset as microseconds since 1970 UTC, in all forms of {@link StatedTime#parse}. Finer digits are
 * truncated. The form {@code yyyy-MM-ddTHH:mm:ss[.fraction](Z|±hh[[:]mm])} is read by hand. Static functions only.
 */
public final class IsoTime {

    /** The text is not a time with a zone. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final int MAX_LENGTH = 64;
    private static final int SECOND_END = 19;
    private static final int NO_OFFSET = Integer.MIN_VALUE;
    private static final int DAY_SECONDS = 86_400;
    private static final int[] MONTH_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private IsoTime() {}

    /** The microseconds of a text, or {@link #INVALID}. */
    public static long micros(String text) {
        return text.length() > MAX_LENGTH ? INVALID : micros(text.toCharArray(), 0, text.length());
    }

    /** The microseconds of a part of an array, or {@link #INVALID}. */
    public static long micros(char[] text, int from, int length) {
        if (length > MAX_LENGTH) {
            return INVALID;
        }
        long fast = fixedForm(text, from, length);
        return fast != INVALID ? fast : anyForm(new String(text, from, length));
    }

    private static long fixedForm(char[] text, int from, int length) {
        if (length < SECOND_END + 1 || !hasSeparators(text, from)) {
            return INVALID;
        }
        int date = packedDate(text, from);
        int second = secondOfDay(text, from + 11);
        int end = from + length;
        int zone = from + SECOND_END;
        long fraction = 0;
        if (text[zone] == '.' || text[zone] == ',') {
            zone = digitsEnd(text, zone + 1, end);
            fraction = fractionMicros(text, from + SECOND_END + 1, zone);
        }
        int offset = offsetSeconds(text, zone, end);
        if (date < 0 || second < 0 || fraction < 0 || offset == NO_OFFSET || (second == DAY_SECONDS && fraction > 0)) {
            return INVALID;
        }
        return (epochDay(date) * DAY_SECONDS + second - offset) * 1_000_000 + fraction;
    }

    private static int secondOfDay(char[] text, int at) {
        int hour = digits(text, at, 2);
        int minute = digits(text, at + 3, 2);
        int second = digits(text, at + 6, 2);
        int ofDay = hour * 3_600 + minute * 60 + second;
        boolean valid = (hour | minute | second) >= 0 && minute < 60 && second < 60 && ofDay <= DAY_SECONDS;
        return valid ? ofDay : -1;
    }

    private static int digitsEnd(char[] text, int from, int end) {
        int at = from;
        while (at < end && isDigit(text[at])) {
            at++;
        }
        return at;
    }

    private static long fractionMicros(char[] text, int from, int end) {
        if (end == from || end - from > 9) {
            return -1;
        }
        long micros = 0;
        for (int i = from; i < from + 6; i++) {
            micros = micros * 10 + (i < end ? text[i] - '0' : 0);
        }
        return micros;
    }

    private static boolean hasSeparators(char[] text, int from) {
        return text[from + 4] == '-'
                && text[from + 7] == '-'
                && (text[from + 10] == 'T' || text[from + 10] == ' ')
                && text[from + 13] == ':'
                && text[from + 16] == ':';
    }

    /** year × 512 + month × 32 + day, or negative if they are not a date. */
    private static int packedDate(char[] text, int from) {
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        if ((year | month | day) < 0 || month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[month - 1]) {
            return -1;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && day == 29 && !leap ? -1 : year * 512 + month * 32 + day;
    }

    /** Days since 1970 of a packed date. The year is taken to begin in March, so that the leap day is its last day. */
    private static long epochDay(int date) {
        int month = (date >> 5) & 15;
        int year = (date >> 9) - (month <= 2 ? 1 : 0);
        int era = Math.floorDiv(year, 400);
        int yearOfEra = year - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + (date & 31) - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    private static int offsetSeconds(char[] text, int at, int end) {
        if (end - at == 1 && text[at] == 'Z') {
            return 0;
        }
        boolean colon = end - at == 6 && text[at + 3] == ':';
        if (!(colon || end - at == 5 || end - at == 3) || (text[at] != '+' && text[at] != '-')) {
            return NO_OFFSET;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = end - at == 3 ? 0 : digits(text, end - 2, 2);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 18 * 60) {
            return NO_OFFSET;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    private static int digits(char[] text, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            if (!isDigit(text[i])) {
                return -1;
            }
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static long anyForm(String text) {
        try {
            StatedTime time = StatedTime.parse(text);
            return time.zone() == null ? INVALID : time.micros(time.zone());
        } catch (DateTimeException | ArithmeticException e) {
            return INVALID;
        }
    }
}
