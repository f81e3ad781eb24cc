package org.metrobed.model.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import org.metrobed.model.window.WindowLevel;

/** Chooses the stored window length from which calendar windows are composed. Static functions only. */
public final class CoarsestLevel {

    private static final List<WindowLevel> COARSEST_FIRST =
            List.of(WindowLevel.DAY, WindowLevel.HOUR, WindowLevel.QUARTER_HOUR, WindowLevel.MINUTE);

    private CoarsestLevel() {}

    /**
     * The coarsest level whose windows exactly fill every calendar window of a time range. A finer level has the same
     * readings in more rows. Empty if the zone's offset is not a whole number of minutes.
     *
     * @param fromMicros microseconds since 1970 UTC
     * @param toMicros microseconds since 1970 UTC
     */
    public static Optional<WindowLevel> of(WindowCalendar calendar, long fromMicros, long toMicros) {
        WindowSize size = calendar.size();
        Instant from = instant(calendar.startOf(fromMicros));
        Instant to = instant(calendar.endOf(toMicros));
        for (WindowLevel level : COARSEST_FIRST) {
            boolean divides = size.kind() != WindowSize.Kind.TIME || size.amount() % level.millis() == 0;
            if (divides && fits(level, calendar.zone(), from, to)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** Whether every midnight of a zone is a window boundary. */
    private static boolean fits(WindowLevel level, ZoneId zone, Instant from, Instant to) {
        ZoneRules rules = zone.getRules();
        if (!holds(level, rules.getOffset(from).getTotalSeconds())) {
            return false;
        }
        ZoneOffsetTransition change = rules.nextTransition(from.minusSeconds(1));
        while (change != null && !change.getInstant().isAfter(to)) {
            boolean skipsMidnight = change.isGap()
                    && !change.getDateTimeBefore()
                            .toLocalDate()
                            .equals(change.getDateTimeAfter().toLocalDate());
            if (!holds(level, change.getOffsetAfter().getTotalSeconds())
                    || (skipsMidnight && !holds(level, change.getInstant().getEpochSecond()))) {
                return false;
            }
            change = rules.nextTransition(change.getInstant());
        }
        return true;
    }

    private static boolean holds(WindowLevel level, long seconds) {
        return seconds * 1_000 % level.millis() == 0;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L));
    }
}
