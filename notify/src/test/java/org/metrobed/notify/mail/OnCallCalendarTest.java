package org.metrobed.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnCallCalendarTest {

    private static final String VIENNA = """
            BEGIN:VTIMEZONE
            TZID:Europe/Vienna
            BEGIN:DAYLIGHT
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            TZNAME:CEST
            DTSTART:19700329T020000
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
            END:DAYLIGHT
            BEGIN:STANDARD
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            TZNAME:CET
            DTSTART:19701025T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            END:STANDARD
            END:VTIMEZONE
            """.replace("\n", "\r\n");

    private static final String WORKDAYS = event(
            "UID:w",
            "DTSTART;TZID=Europe/Vienna:20260901T083000",
            "DTEND;TZID=Europe/Vienna:20260901T170000",
            "RRULE:FREQ=DAILY",
            "ATTENDEE;CN=Ada:mailto:ada@city.example");

    /** A calendar with one duty. */
    static String calendar(String start, String end, String address) {
        return calendar(event("UID:1", "DTSTART:" + start, "DTEND:" + end, "SUMMARY:on call: " + address));
    }

    @Test
    void dutyIncludesItsBeginAndNotItsEnd() throws IOException {
        OnCallCalendar calendar = parse(calendar("20260501T080000Z", "20260501T160000Z", "eve@city.example"));
        assertThat(at(calendar, "2026-05-01T08:00:00Z")).containsExactly("eve@city.example");
        assertThat(at(calendar, "2026-05-01T15:59:59Z")).containsExactly("eve@city.example");
        assertThat(at(calendar, "2026-05-01T16:00:00Z")).isEmpty();
        assertThat(at(calendar, "2026-05-01T07:59:59Z")).isEmpty();
    }

    /** grafana/oncall#3261: schedules moved by an hour when daylight saving time ended. */
    @Test
    void recurringDutyBeginsAtTheSameLocalHourInSummerAndWinter() throws IOException {
        OnCallCalendar calendar = parse(calendar(VIENNA + WORKDAYS));
        assertThat(at(calendar, "2026-10-24T06:30:00Z")).as("08:30 CEST").containsExactly("ada@city.example");
        assertThat(at(calendar, "2026-10-24T06:29:59Z")).isEmpty();
        assertThat(at(calendar, "2026-10-26T06:30:00Z")).as("07:30 CET").isEmpty();
        assertThat(at(calendar, "2026-10-26T07:30:00Z")).as("08:30 CET").containsExactly("ada@city.example");
        assertThat(at(calendar, "2026-10-26T16:00:00Z")).as("17:00 CET").isEmpty();
    }

    /** grafana/oncall#1661: the end of a recurrence is given in UTC. */
    @Test
    void recurrenceEndsWhenItSays() throws IOException {
        OnCallCalendar calendar =
                parse(calendar(VIENNA + WORKDAYS.replace("FREQ=DAILY", "FREQ=DAILY;UNTIL=20260903T063000Z")));
        assertThat(at(calendar, "2026-09-03T10:00:00Z")).hasSize(1);
        assertThat(at(calendar, "2026-09-04T10:00:00Z")).isEmpty();
    }

    @Test
    void swappedDutyReplacesItsRepetition() throws IOException {
        String swapped = event(
                "UID:w",
                "RECURRENCE-ID;TZID=Europe/Vienna:20260910T083000",
                "DTSTART;TZID=Europe/Vienna:20260910T083000",
                "DTEND;TZID=Europe/Vienna:20260910T170000",
                "ATTENDEE:mailto:bob@city.example");
        OnCallCalendar calendar = parse(calendar(VIENNA + WORKDAYS + swapped));
        assertThat(at(calendar, "2026-09-10T10:00:00Z")).containsExactly("bob@city.example");
        assertThat(at(calendar, "2026-09-11T10:00:00Z")).containsExactly("ada@city.example");
    }

    @Test
    void leftOutRepetitionIsNoDuty() throws IOException {
        String left = WORKDAYS.replace("RRULE", "EXDATE;TZID=Europe/Vienna:20260910T083000\r\nRRULE");
        OnCallCalendar calendar = parse(calendar(VIENNA + left));
        assertThat(at(calendar, "2026-09-10T10:00:00Z")).isEmpty();
        assertThat(at(calendar, "2026-09-11T10:00:00Z")).hasSize(1);
    }

    @Test
    void cancelledDutyCallsNobody() throws IOException {
        OnCallCalendar calendar = parse(calendar(VIENNA
                + WORKDAYS
                + event(
                        "UID:w",
                        "STATUS:CANCELLED",
                        "RECURRENCE-ID;TZID=Europe/Vienna:20260910T083000",
                        "DTSTART;TZID=Europe/Vienna:20260910T083000",
                        "DTEND;TZID=Europe/Vienna:20260910T170000",
                        "ATTENDEE:mailto:ada@city.example")));
        assertThat(at(calendar, "2026-09-10T10:00:00Z")).isEmpty();
        assertThat(at(calendar, "2026-09-11T10:00:00Z")).hasSize(1);
    }

    @Test
    void whoHasDeclinedIsNotCalled() throws IOException {
        OnCallCalendar calendar = parse(calendar(event(
                "UID:1",
                "DTSTART:20260501T080000Z",
                "DTEND:20260501T160000Z",
                "SUMMARY:eve@city.example",
                "ATTENDEE;PARTSTAT=DECLINED:mailto:eve@city.example",
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@city.example")));
        assertThat(at(calendar, "2026-05-01T10:00:00Z")).containsExactly("bob@city.example");
    }

    /** Whatever the zone of the process is. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/Los_Angeles", "Pacific/Auckland"})
    void dutyOfWholeDaysIsInTheZoneOfTheCalendar(String ofProcess) throws IOException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(ofProcess));
        try {
            OnCallCalendar calendar = parse(calendar("X-WR-TIMEZONE:Europe/Vienna\r\n"
                    + event(
                            "UID:1",
                            "DTSTART;VALUE=DATE:20261024",
                            "DTEND;VALUE=DATE:20261026",
                            "SUMMARY:eve@city.example")));
            assertThat(at(calendar, "2026-10-23T21:59:59Z")).isEmpty();
            assertThat(at(calendar, "2026-10-23T22:00:00Z")).as("00:00 CEST").hasSize(1);
            assertThat(at(calendar, "2026-10-25T22:59:59Z")).as("23:59 CET").hasSize(1);
            assertThat(at(calendar, "2026-10-25T23:00:00Z")).isEmpty();
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void localTimeIsInTheZoneOfTheCalendar() throws IOException {
        String local = event("UID:1", "DTSTART:20260501T080000", "DTEND:20260501T160000", "SUMMARY:eve@city.example");
        assertThat(at(parse(calendar("X-WR-TIMEZONE:Europe/Vienna\r\n" + local)), "2026-05-01T06:00:00Z"))
                .hasSize(1);
        assertThat(at(parse(calendar(VIENNA + local)), "2026-05-01T06:00:00Z")).hasSize(1);
        assertThat(at(parse(calendar(VIENNA + local)), "2026-05-01T14:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DTSTART;VALUE=DATE:20260501", "DTSTART:20260501T080000"})
    void dutyWithoutAZoneIsAnError(String start) {
        assertThatThrownBy(() -> parse(calendar(event("UID:1", start, "SUMMARY:eve@city.example"))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("duty.ics has a duty 2026")
                .hasMessageContaining("without a time zone: set X-WR-TIMEZONE");
    }

    @Test
    void calendarThatNamesNobodyIsAnError() {
        assertThatThrownBy(() -> parse(calendar(event("UID:1", "DTSTART:20260501T080000Z", "SUMMARY:party"))))
                .isInstanceOf(IOException.class)
                .hasMessage("duty.ics has no event with an ATTENDEE, or with an address in its SUMMARY");
        assertThatThrownBy(() -> parse("no calendar")).isInstanceOf(IOException.class);
    }

    private static OnCallCalendar parse(String text) throws IOException {
        return OnCallCalendar.parse(text, "duty.ics");
    }

    private static List<String> at(OnCallCalendar calendar, String time) {
        return calendar.listOnCall(Instant.parse(time));
    }

    private static String calendar(String content) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + content + "END:VCALENDAR\r\n";
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\r\nDTSTAMP:20260101T000000Z\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
    }
}
