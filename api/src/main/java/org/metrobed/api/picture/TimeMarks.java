package org.metrobed.api.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Round marks on the axis of time, from minutes to years, by the clock of a zone. The page has the same ones. Static functions only. */
final class TimeMarks {

    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long[] STEPS = {60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200};
    private static final long[] DAYS = {1, 2, 7, 14};
    private static final int[] MONTHS = {1, 2, 3, 6, 12};
    /** 1970 began on a Thursday; weeks begin on Monday. */
    private static final long MONDAY = 4 * DAY;

    private static final int ROOM = 74;
    private static final int MONTH_ROOM = 50;
    private static final int MONTHS_OF_YEAR = 12;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);

    private TimeMarks() {}

    /** A mark: its time, and what stands there. */
    record Mark(Instant time, String words) {}

    /** Marks of a range for an axis of so many pixels; a mark at midnight names its day, one of January its year. */
    static List<Mark> of(Instant from, Instant to, double pixels, ZoneId zone) {
        double span = Duration.between(from, to).toMillis() / 1e3;
        double wanted = span / Math.max(2, Math.floor(pixels / ROOM));
        for (long step : STEPS) {
            if (step >= wanted) {
                return byClock(from, to, step, 0, zone);
            }
        }
        for (long days : DAYS) {
            if (days * DAY >= wanted) {
                return byClock(from, to, days * DAY, days % 7 == 0 ? MONDAY : 0, zone);
            }
        }
        double months = span / Math.max(2, Math.floor(pixels / MONTH_ROOM)) / (30 * DAY);
        return byMonths(
                from,
                to,
                Arrays.stream(MONTHS)
                        .filter(one -> one >= months)
                        .findFirst()
                        .orElseGet(() -> MONTHS_OF_YEAR * (int) Math.ceil(months / MONTHS_OF_YEAR)),
                zone);
    }

    private static List<Mark> byClock(Instant from, Instant to, long step, long shift, ZoneId zone) {
        List<Mark> marks = new ArrayList<>();
        long wall = ZonedDateTime.ofInstant(from, zone).toLocalDateTime().toEpochSecond(ZoneOffset.UTC) - shift;
        Instant before = Instant.MIN;
        for (long at = Math.floorDiv(wall, step) * step + shift; ; at += step) {
            ZonedDateTime time =
                    LocalDateTime.ofEpochSecond(at, 0, ZoneOffset.UTC).atZone(zone);
            Instant instant = time.toInstant();
            if (instant.isAfter(to)) {
                return marks;
            }
            if (!instant.isBefore(from) && instant.isAfter(before)) {
                before = instant;
                boolean midnight = time.toLocalTime().equals(LocalTime.MIDNIGHT);
                marks.add(new Mark(instant, (midnight ? DATE : MINUTE).format(time)));
            }
        }
    }

    private static List<Mark> byMonths(Instant from, Instant to, int step, ZoneId zone) {
        List<Mark> marks = new ArrayList<>();
        for (YearMonth month = YearMonth.from(from.atZone(zone)); ; month = month.plusMonths(1)) {
            Instant instant = month.atDay(1).atStartOfDay(zone).toInstant();
            if (instant.isAfter(to)) {
                return marks;
            }
            long number = month.getYear() * (long) MONTHS_OF_YEAR + month.getMonthValue() - 1;
            if (!instant.isBefore(from) && number % step == 0) {
                boolean january = month.getMonthValue() == 1;
                marks.add(new Mark(instant, january ? String.valueOf(month.getYear()) : MONTH.format(month)));
            }
        }
    }
}
