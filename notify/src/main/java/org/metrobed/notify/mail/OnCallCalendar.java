package org.metrobed.notify.mail;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who is on call, from a calendar: each event is a duty, and names people by attendees or by an address in its summary.
 * Recurring events are in the time zone of the calendar, so that a duty begins at the same hour in summer and in winter.
 * Cancelled events and attendees who have declined are left out. Immutable.
 */
final class OnCallCalendar {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s,;<>@()]+@[^\\s,;<>@()]+");

    /** No two time zones differ by more. */
    private static final Duration WIDEST = Duration.ofHours(27);

    private final List<ICalendar> calendars;

    private OnCallCalendar(List<ICalendar> calendars) {
        this.calendars = calendars;
    }

    /**
     * Reads a calendar (RFC 5545).
     *
     * @throws IOException if the file cannot be read, if no event of it names a person, or if the time zone of an event is not known
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
        boolean named = false;
        for (ICalendar calendar : calendars) {
            for (VEvent event : calendar.getEvents()) {
                if (begins(event)
                        && DutyZone.find(calendar, event.getDateStart()).isEmpty()) {
                    throw new IOException(
                            name + " has a duty " + DutyZone.written(event.getDateStart())
                                    + " without a time zone: set X-WR-TIMEZONE of the calendar to a zone such as Europe/Vienna");
                }
                named = named || addresses(event).findAny().isPresent();
            }
        }
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
                if (!isCancelled(event) && begins(event) && covers(calendar, event, at)) {
                    addresses(event).forEach(addresses::add);
                }
            }
        }
        return List.copyOf(addresses);
    }

    private static boolean begins(VEvent event) {
        return event.getDateStart() != null && event.getDateStart().getValue() != null;
    }

    private static boolean isCancelled(VEvent event) {
        return event.getStatus() != null && event.getStatus().isCancelled();
    }

    private static boolean covers(ICalendar calendar, VEvent event, Instant at) {
        DutyZone zone = DutyZone.find(calendar, event.getDateStart()).orElseThrow();
        Duration length = length(event);
        DateIterator starts = event.getDateIterator(zone.ofCalendar());
        starts.advanceTo(Date.from(at.minus(length).minus(WIDEST)));
        while (starts.hasNext()) {
            Instant said = starts.next().toInstant();
            if (said.isAfter(at.plus(WIDEST))) {
                return false;
            }
            boolean covers = !at.isBefore(zone.time(said)) && at.isBefore(zone.time(said.plus(length)));
            if (covers && !isReplaced(calendar, event, said)) {
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

    private static Stream<String> addresses(VEvent event) {
        List<Attendee> attendees = event.getAttendees().stream()
                .filter(attendee -> address(attendee).isPresent())
                .toList();
        if (!attendees.isEmpty() || event.getSummary() == null) {
            return attendees.stream()
                    .filter(attendee -> attendee.getParticipationStatus() != ParticipationStatus.DECLINED)
                    .map(OnCallCalendar::address)
                    .flatMap(Optional::stream);
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
