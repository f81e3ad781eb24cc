package org.metrobed.notify.mail;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.property.Attendee;
import biweekly.property.DateStart;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who is on call, from a calendar: each event is a duty, and names people by attendees or by an address in its summary.
 * Recurring events are in the time zone of the calendar, so that a duty begins at the same hour in summer and in winter.
 * Immutable.
 */
final class OnCallCalendar {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s,;<>@()]+@[^\\s,;<>@()]+");

    private final List<ICalendar> calendars;

    private OnCallCalendar(List<ICalendar> calendars) {
        this.calendars = calendars;
    }

    /**
     * Reads a calendar (RFC 5545).
     *
     * @throws IOException if the file cannot be read, or if no event of it names a person
     */
    static OnCallCalendar read(Path file) throws IOException {
        return parse(Files.readString(file), file.toString());
    }

    /**
     * As {@link #read}, of a text.
     *
     * @param name of the text, for errors
     */
    static OnCallCalendar parse(String text, String name) throws IOException {
        List<ICalendar> calendars = Biweekly.parse(text).all();
        boolean named = calendars.stream()
                .flatMap(calendar -> calendar.getEvents().stream())
                .anyMatch(event -> addresses(event).findAny().isPresent());
        if (!named) {
            throw new IOException(name + " has no event with an ATTENDEE, or with an address in its SUMMARY");
        }
        return new OnCallCalendar(calendars);
    }

    /** The addresses of all who are on call at a time, in alphabetical order. */
    List<String> listOnCall(Instant at) {
        TreeSet<String> addresses = new TreeSet<>();
        for (ICalendar calendar : calendars) {
            for (VEvent event : calendar.getEvents()) {
                if (covers(calendar, event, at)) {
                    addresses(event).forEach(addresses::add);
                }
            }
        }
        return List.copyOf(addresses);
    }

    private static boolean covers(ICalendar calendar, VEvent event, Instant at) {
        if (event.getDateStart() == null || event.getDateStart().getValue() == null) {
            return false;
        }
        Duration length = length(event);
        DateIterator starts = event.getDateIterator(zone(calendar, event.getDateStart()));
        starts.advanceTo(Date.from(at.minus(length)));
        while (starts.hasNext()) {
            Instant start = starts.next().toInstant();
            if (start.isAfter(at)) {
                return false;
            }
            if (at.isBefore(start.plus(length)) && !isReplaced(calendar, event, start)) {
                return true;
            }
        }
        return false;
    }

    /** Whether another event of the calendar says this repetition otherwise. */
    private static boolean isReplaced(ICalendar calendar, VEvent event, Instant start) {
        return event.getRecurrenceId() == null
                && event.getUid() != null
                && calendar.getEvents().stream()
                        .filter(other -> other.getRecurrenceId() != null
                                && event.getUid().equals(other.getUid()))
                        .anyMatch(other ->
                                other.getRecurrenceId().getValue().toInstant().equals(start));
    }

    /** The length of an event: until its end, by its duration, or a day for a date alone. */
    private static Duration length(VEvent event) {
        Instant start = event.getDateStart().getValue().toInstant();
        if (event.getDateEnd() != null) {
            return Duration.between(start, event.getDateEnd().getValue().toInstant());
        }
        if (event.getDuration() != null) {
            return Duration.ofMillis(event.getDuration().getValue().toMillis());
        }
        return event.getDateStart().getValue().hasTime() ? Duration.ZERO : Duration.ofDays(1);
    }

    private static TimeZone zone(ICalendar calendar, DateStart start) {
        return Optional.ofNullable(calendar.getTimezoneInfo().getTimezone(start))
                .or(() -> Optional.ofNullable(calendar.getTimezoneInfo().getDefaultTimezone()))
                .map(TimezoneAssignment::getTimeZone)
                .orElse(TimeZone.getTimeZone("UTC"));
    }

    private static Stream<String> addresses(VEvent event) {
        List<String> attendees = event.getAttendees().stream()
                .map(OnCallCalendar::address)
                .flatMap(Optional::stream)
                .toList();
        if (!attendees.isEmpty() || event.getSummary() == null) {
            return attendees.stream();
        }
        Matcher matcher = ADDRESS.matcher(event.getSummary().getValue());
        return matcher.results().map(found -> found.group());
    }

    private static Optional<String> address(Attendee attendee) {
        String uri = attendee.getUri() == null ? "" : attendee.getUri().replaceFirst("(?i)^mailto:", "");
        String address = attendee.getEmail() == null ? uri : attendee.getEmail();
        return Optional.of(address).filter(text -> ADDRESS.matcher(text).matches());
    }
}
