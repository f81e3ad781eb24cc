package org.metrobed.notify.mail;

import biweekly.ICalendar;
import biweekly.io.TimezoneAssignment;
import biweekly.property.DateStart;
import biweekly.property.RawProperty;
import biweekly.util.DateTimeComponents;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.TimeZone;

/**
 * The time zone of a duty in a calendar. Immutable.
 *
 * @param zone the zone
 * @param local whether the calendar says days or local times alone. The library of calendars reads them as times of this
 *     process's zone, whatever zone it is given
 */
record DutyZone(ZoneId zone, boolean local) {

    /**
     * The zone of a start: its own; UTC if it says so; else that of the calendar, by {@code X-WR-TIMEZONE} or by its only
     * {@code VTIMEZONE}.
     *
     * @return empty if none is known
     */
    static Optional<DutyZone> find(ICalendar calendar, DateStart start) {
        DateTimeComponents written = start.getValue().getRawComponents();
        if (written != null && written.isUtc()) {
            return Optional.of(new DutyZone(ZoneOffset.UTC, false));
        }
        TimezoneAssignment own = calendar.getTimezoneInfo().getTimezone(start);
        if (own != null && start.getValue().hasTime()) {
            return Optional.of(new DutyZone(own.getTimeZone().toZoneId(), false));
        }
        return named(calendar)
                .or(() -> only(calendar.getTimezoneInfo().getTimezones()))
                .map(zone -> new DutyZone(zone, true));
    }

    /** The zone in which the library repeats the duty. */
    TimeZone ofCalendar() {
        return TimeZone.getTimeZone(local ? ZoneId.systemDefault() : zone);
    }

    /** The time of what the library says. */
    Instant time(Instant said) {
        return local
                ? LocalDateTime.ofInstant(said, ZoneId.systemDefault())
                        .atZone(zone)
                        .toInstant()
                : said;
    }

    /** The start as the calendar writes it. */
    static String written(DateStart start) {
        DateTimeComponents written = start.getValue().getRawComponents();
        return written == null
                ? start.getValue().toString()
                : written.toString(start.getValue().hasTime(), false);
    }

    private static Optional<ZoneId> named(ICalendar calendar) {
        RawProperty property = calendar.getExperimentalProperty("X-WR-TIMEZONE");
        try {
            return property == null
                    ? Optional.empty()
                    : Optional.of(ZoneId.of(property.getValue().strip()));
        } catch (DateTimeException e) {
            return Optional.empty(); // such as a name of Windows
        }
    }

    private static Optional<ZoneId> only(Collection<TimezoneAssignment> zones) {
        return zones.size() == 1
                ? Optional.of(zones.iterator().next().getTimeZone().toZoneId())
                : Optional.empty();
    }
}
