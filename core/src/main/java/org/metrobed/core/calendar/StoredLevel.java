package org.metrobed.core.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sizes of windows that are stored, in UTC; all others are put together from them. */
public enum StoredLevel {
    /** One minute. */
    MINUTE(60_000),
    /** Fifteen minutes. */
    QUARTER(900_000),
    /** One hour. */
    HOUR(3_600_000),
    /** One day of UTC. */
    DAY(86_400_000);

    private final long millis;

    StoredLevel(long millis) {
        this.millis = millis;
    }

    /** Its length, milliseconds. */
    public long millis() {
        return millis;
    }

    /** The finer ones, coarsest first. */
    public List<StoredLevel> finer() {
        return Arrays.stream(values())
                .filter(level -> level.millis < millis)
                .sorted((one, other) -> Long.compare(other.millis, one.millis))
                .toList();
    }

    /**
     * The coarsest level whose windows fill every window of a calendar from one moment to another; a finer one has the same
     * readings in more rows. Empty when the zone is off by seconds.
     *
     * @param fromMicros microseconds since 1970 UTC
     * @param toMicros microseconds since 1970 UTC
     */
    public static Optional<StoredLevel> coarsest(WindowCalendar calendar, long fromMicros, long toMicros) {
        WindowSize size = calendar.size();
        Instant from = instant(calendar.startOf(fromMicros));
        Instant to = instant(calendar.endOf(toMicros));
        for (StoredLevel level : List.of(DAY, HOUR, QUARTER, MINUTE)) {
            boolean divides = size.kind() != WindowSize.Kind.TIME || size.amount() % level.millis == 0;
            if (divides && level.fits(calendar.zone(), from, to)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** Whether every midnight of a zone is a boundary. */
    private boolean fits(ZoneId zone, Instant from, Instant to) {
        ZoneRules rules = zone.getRules();
        if (!holds(rules.getOffset(from).getTotalSeconds())) {
            return false;
        }
        ZoneOffsetTransition change = rules.nextTransition(from.minusSeconds(1));
        while (change != null && !change.getInstant().isAfter(to)) {
            boolean skipsMidnight = change.isGap()
                    && !change.getDateTimeBefore()
                            .toLocalDate()
                            .equals(change.getDateTimeAfter().toLocalDate());
            if (!holds(change.getOffsetAfter().getTotalSeconds())
                    || (skipsMidnight && !holds(change.getInstant().getEpochSecond()))) {
                return false;
            }
            change = rules.nextTransition(change.getInstant());
        }
        return true;
    }

    private boolean holds(long seconds) {
        return seconds * 1_000 % millis == 0;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L));
    }
}
