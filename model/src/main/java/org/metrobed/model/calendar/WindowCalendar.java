package org.metrobed.model.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.Objects;

/**
 * The boundaries of windows of one size in a time zone. Windows follow one another without gaps. Days, weeks and months
 * begin at local midnight, or at the first moment of a day that has no midnight. A day therefore has 23 or 25 hours if
 * clocks change, and a date that a zone skipped has no window. Windows of minutes and hours are counted from each local
 * midnight in real time; the last one before the next midnight is shorter if clocks change. Times are microseconds
 * since 1970 UTC. Immutable, thread-safe.
 */
public final class WindowCalendar {

    private static final long DAY_SECONDS = 86_400;
    private static final long MICROS = 1_000_000;
    /** Epoch day of Monday 1970-01-05. */
    private static final long MONDAY_EPOCH_DAY = 4;

    private final WindowSize size;
    private final ZoneId zone;
    /** Offset east of UTC if the zone never changes; windows of at most a day are then on a fixed grid. */
    private final long offsetSeconds;
    /** Step of the fixed grid, 0 if there is none. */
    private final long gridSeconds;

    /** The windows of a size in a zone. */
    public WindowCalendar(WindowSize size, ZoneId zone) {
        this.size = Objects.requireNonNull(size, "size");
        this.zone = Objects.requireNonNull(zone, "zone");
        boolean fixed = zone.getRules().isFixedOffset();
        this.offsetSeconds = fixed ? zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds() : 0;
        this.gridSeconds = !fixed
                ? 0
                : switch (size.kind()) {
                    case TIME -> size.amount() / 1_000;
                    case DAYS -> size.amount() * DAY_SECONDS;
                    case WEEKS, MONTHS -> 0;
                };
    }

    /** The size of its windows. */
    public WindowSize size() {
        return size;
    }

    /** The zone whose midnights it follows. */
    public ZoneId zone() {
        return zone;
    }

    /** Start of the window that contains a time. */
    public long startOf(long micros) {
        long second = Math.floorDiv(micros, MICROS);
        if (gridSeconds > 0) {
            return (Math.floorDiv(second + offsetSeconds, gridSeconds) * gridSeconds - offsetSeconds) * MICROS;
        }
        LocalDate date = dateAt(second);
        if (size.kind() == WindowSize.Kind.TIME) {
            long step = size.amount() / 1_000;
            long midnight = midnight(date);
            return (midnight + (second - midnight) / step * step) * MICROS;
        }
        return midnight(firstDate(date)) * MICROS;
    }

    /** End, exclusive, of the window that contains a time: the start of the next window. */
    public long endOf(long micros) {
        if (gridSeconds > 0) {
            return startOf(micros) + gridSeconds * MICROS;
        }
        LocalDate date = dateAt(Math.floorDiv(micros, MICROS));
        if (size.kind() == WindowSize.Kind.TIME) {
            return Math.min(startOf(micros) + size.amount() * 1_000, midnight(date.plusDays(1)) * MICROS);
        }
        LocalDate first = firstDate(date);
        LocalDate next = size.kind() == WindowSize.Kind.MONTHS
                ? first.plusMonths(size.amount())
                : first.plusDays(size.kind() == WindowSize.Kind.WEEKS ? 7 * size.amount() : size.amount());
        return midnight(next) * MICROS;
    }

    /** The first start at or after a time. */
    public long startFrom(long micros) {
        long start = startOf(micros);
        return start == micros ? start : endOf(micros);
    }

    /** The start this many windows after the one that contains a time; the number is at least 0. */
    public long plus(long micros, int windows) {
        long start = startOf(micros);
        if (gridSeconds > 0) {
            return start + windows * gridSeconds * MICROS;
        }
        for (int i = 0; i < windows; i++) {
            start = endOf(start);
        }
        return start;
    }

    /** The start this many windows before the one that contains a time; the number is at least 0. */
    public long minus(long micros, int windows) {
        long start = startOf(micros);
        if (gridSeconds > 0) {
            return start - windows * gridSeconds * MICROS;
        }
        for (int i = 0; i < windows; i++) {
            start = startOf(start - 1);
        }
        return start;
    }

    /** The first date of the days, weeks or months that contain a date. */
    private LocalDate firstDate(LocalDate date) {
        long amount = size.amount();
        return switch (size.kind()) {
            case TIME -> date;
            case DAYS -> LocalDate.ofEpochDay(Math.floorDiv(date.toEpochDay(), amount) * amount);
            case WEEKS ->
                LocalDate.ofEpochDay(Math.floorDiv(date.toEpochDay() - MONDAY_EPOCH_DAY, 7 * amount) * 7 * amount
                        + MONDAY_EPOCH_DAY);
            case MONTHS -> {
                long month = Math.floorDiv(date.getLong(ChronoField.PROLEPTIC_MONTH), amount) * amount;
                yield LocalDate.of((int) Math.floorDiv(month, 12L), (int) Math.floorMod(month, 12L) + 1, 1);
            }
        };
    }

    /**
     * The date of the day that contains a time. If clocks are set back over midnight, the later date begins at its
     * midnight.
     */
    private LocalDate dateAt(long second) {
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(second), zone);
        while (midnight(date.plusDays(1)) <= second) {
            date = date.plusDays(1);
        }
        return date;
    }

    private long midnight(LocalDate date) {
        return date.atStartOfDay(zone).toEpochSecond();
    }
}
