package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.model.calendar.WindowSize;

class RequestZoneTest {

    private static final Instant OPEN_END = Instant.parse("2026-05-02T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T00:00:00Z/2026-05-01T06:00:00Z, 2026-05-01T00:00:00Z, 2026-05-01T06:00:00Z",
        "2026-05-01T00:00:00Z/P7D, 2026-05-01T00:00:00Z, 2026-05-08T00:00:00Z",
        "P1M/2026-03-31T00:00:00Z, 2026-02-28T00:00:00Z, 2026-03-31T00:00:00Z",
        "2026-05-01T00:00:00Z/P1DT2H, 2026-05-01T00:00:00Z, 2026-05-02T02:00:00Z",
        "2026-05-01T00:00:00Z/.., 2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z",
        "2026-05-01T00:00:00Z/, 2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z",
        "../2026-05-01T00:00:00Z, 2000-01-01T00:00:00Z, 2026-05-01T00:00:00Z",
        "../.., 2000-01-01T00:00:00Z, 2026-05-02T00:00:00Z",
        "PT1H/.., 2026-05-01T23:00:00Z, 2026-05-02T00:00:00Z",
        "2026-05-01/2026-05-02, 2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z",
        "2026-05-01T02:00:00+02:00/PT1H, 2026-05-01T00:00:00Z, 2026-05-01T01:00:00Z",
        "2026-05-01T02:00:00 02:00/PT1H, 2026-05-01T00:00:00Z, 2026-05-01T01:00:00Z",
    })
    void intervalIsReadAsHalfOpen(String text, Instant from, Instant to) {
        assertThat(RequestZone.UTC.range(text, OPEN_END)).isEqualTo(new Datetime(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, PT1M/.., 2026-05-01T23:58:30Z, 2026-05-02T00:00:30Z",
        "UTC, PT1M/, 2026-05-01T23:58:30Z, 2026-05-02T00:00:30Z",
        "Europe/Berlin, P1M/.., 2026-04-01T23:59:30Z, 2026-05-02T00:00:30Z",
        "UTC, ../.., 2000-01-01T00:00:00Z, 2026-05-02T00:00:30Z",
        "UTC, PT1M/2026-05-01T00:00:00Z, 2026-04-30T23:59:00Z, 2026-05-01T00:00:00Z",
    })
    void durationWithAnOpenEndIsCountedBackFromNowThoughLaterTimesAreInTheRange(
            String zone, String text, Instant from, Instant to) {
        Instant now = Instant.parse("2026-05-01T23:59:30Z");
        assertThat(RequestZone.parse(zone).range(text, now, now.plusSeconds(60)))
                .isEqualTo(new Datetime(from, to));
    }

    @Test
    void momentAloneIsItsMicrosecond() {
        Datetime moment = RequestZone.UTC.range("2026-05-01T00:00:00Z", OPEN_END);
        assertThat(moment.toMicros() - moment.fromMicros()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "P1D/P1D",
                "../P1D",
                "2026-05-01T00:00:00",
                "2026-05-01T00:00:00Z/P1X",
                "2026-05-02T00:00:00Z/2026-05-01T00:00:00Z",
                "1999-12-31T00:00:00Z/P1D",
                "2026-13-01/P1D",
                "2026-05-01T00:00:00Z/P999999999Y",
                "0001-01-01T00:00:00Z/.."
            })
    void whatIsNoIntervalIsRefused(String text) {
        assertThatThrownBy(() -> RequestZone.UTC.range(text, OPEN_END)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Europe/Berlin, 2026-10-25/P1D, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
                "Europe/Berlin, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
                "Europe/Berlin, 2026-10-24/P2D, 2026-10-23T22:00:00Z, 2026-10-25T23:00:00Z",
                "Europe/Berlin, 2026-10-01/P1M, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z",
                "Europe/Berlin, P1M/2026-11-01, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z",
                "Europe/Berlin, P1W/2026-03-30, 2026-03-22T23:00:00Z, 2026-03-29T22:00:00Z",
                "Europe/Berlin, 2026-01-01/P1Y, 2025-12-31T23:00:00Z, 2026-12-31T23:00:00Z",
                "Europe/Berlin, 2026-03-29/2026-03-30, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
                "Europe/Berlin, 2026-03-29/PT24H, 2026-03-28T23:00:00Z, 2026-03-29T23:00:00Z",
                "Europe/Berlin, 2026-03-28/P1DT6H, 2026-03-27T23:00:00Z, 2026-03-29T05:00:00Z",
                "Europe/Berlin, 2026-03-29/2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T12:00:00Z",
                "Europe/Berlin, 2026-10-24T12:00:00Z/P1D, 2026-10-24T12:00:00Z, 2026-10-25T13:00:00Z",
                "Europe/Berlin, 2026-03-29T01:30/2026-03-29T03:30:00, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
                "Europe/Berlin, 2026-10-24T02:30/P1D, 2026-10-24T00:30:00Z, 2026-10-25T00:30:00Z",
                "Europe/Berlin, 2026-10-26T02:30/P1D, 2026-10-26T01:30:00Z, 2026-10-27T01:30:00Z",
                "Europe/Berlin, 2026-03-28T02:30/P1D, 2026-03-28T01:30:00Z, 2026-03-29T01:30:00Z",
                "Europe/Berlin, 2026-02-28T02:30/P1M1D, 2026-02-28T01:30:00Z, 2026-03-29T01:30:00Z",
                "Europe/Berlin, 2026-02-28T02:30/P1M2D, 2026-02-28T01:30:00Z, 2026-03-30T00:30:00Z",
                "Europe/Berlin, P1D/.., 2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z",
                "Europe/Berlin, P2M/.., 2026-03-02T01:00:00Z, 2026-05-02T00:00:00Z",
                "Europe/Berlin, 2026-05-01/.., 2026-04-30T22:00:00Z, 2026-05-02T00:00:00Z",
                "Europe/Berlin, ../2026-05-01, 2000-01-01T00:00:00Z, 2026-04-30T22:00:00Z",
                "Europe/Berlin, 2000-01-01/P1D, 1999-12-31T23:00:00Z, 2000-01-01T23:00:00Z",
                "America/New_York, ../2000-01-02, 2000-01-01T00:00:00Z, 2000-01-02T05:00:00Z",
                "America/New_York, 2026-10-25/P1D, 2026-10-25T04:00:00Z, 2026-10-26T04:00:00Z",
                "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
                "Asia/Beirut, 2026-03-29, 2026-03-28T22:00:00Z, 2026-03-29T21:00:00Z",
                "America/Santiago, 2026-09-06, 2026-09-06T04:00:00Z, 2026-09-07T03:00:00Z",
                "America/Havana, 2026-11-01, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
                "Australia/Sydney, 2026-09-04, 2026-09-03T14:00:00Z, 2026-09-04T14:00:00Z",
                "Europe/Oslo, 2023-01-01/P1M, 2022-12-31T23:00:00Z, 2023-01-31T23:00:00Z",
                "Asia/Kolkata, 2026-10-25, 2026-10-24T18:30:00Z, 2026-10-25T18:30:00Z",
                "Australia/Lord_Howe, 2026-10-04, 2026-10-03T13:30:00Z, 2026-10-04T13:00:00Z",
                "Pacific/Apia, 2011-12-30, 2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z",
                "Pacific/Apia, 2011-12-29/2011-12-31, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
                "+05:30, 2026-10-25, 2026-10-24T18:30:00Z, 2026-10-25T18:30:00Z",
                " 05:30, 2026-10-25, 2026-10-24T18:30:00Z, 2026-10-25T18:30:00Z",
                "UTC, 2026-10-25T02:30/P1D, 2026-10-25T02:30:00Z, 2026-10-26T02:30:00Z",
            })
    void datesTimesAndPeriodsAreThoseOfTheZone(String zone, String text, String from, String to) {
        assertThat(RequestZone.parse(zone).range(text.strip(), OPEN_END))
                .isEqualTo(new Datetime(Instant.parse(from.strip()), Instant.parse(to.strip())));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T02:30, skip: write 2026-03-29T01:30:00Z or 2026-03-29T00:30:00Z",
        "2026-10-25T02:30, show twice: write 2026-10-25T00:30:00Z or 2026-10-25T01:30:00Z",
    })
    void localTimeThatIsNoOneInstantIsRefusedWithBothThatItMayMean(String text, String rule) {
        assertThatThrownBy(() -> RequestZone.parse("Europe/Berlin").range(text + "/PT1H", OPEN_END))
                .hasMessage("has the time " + text + ", which the clocks of Europe/Berlin " + rule);
    }

    @Test
    void localTimeNeedsAZone() {
        assertThatThrownBy(() -> RequestZone.UTC.moment("2026-10-25T02:30"))
                .hasMessage("has the time 2026-10-25T02:30, which needs its offset, such as Z, or tz");
        assertThatThrownBy(() -> RequestZone.parse("Europe/Atlantis")).hasMessageContaining("'Europe/Atlantis'");
    }

    @ParameterizedTest
    @CsvSource({"P1D", "P1W", "P1M", "P1Y"})
    void rangeOfADateIsTheWindowOfThatDateInEveryZone(String size) {
        WindowSize length = WindowSize.parse(size);
        for (String name : ZoneId.getAvailableZoneIds()) {
            ZoneId zone = ZoneId.of(name);
            WindowCalendar calendar = new WindowCalendar(length, zone);
            for (LocalDate date : firstDates(zone, size)) {
                Datetime range = RequestZone.parse(name).range(date + "/" + size, OPEN_END);
                String told = name + " " + date;
                assertThat(calendar.startFrom(range.fromMicros())).as(told).isEqualTo(range.fromMicros());
                if (isSkipped(date, zone) && size.equals("P1D")) {
                    assertThat(range.from()).as(told).isEqualTo(range.to());
                } else {
                    assertThat(calendar.endOf(range.fromMicros())).as(told).isEqualTo(range.toMicros());
                }
            }
        }
    }

    /** The first dates of the windows about each change of the clocks. */
    private static Set<LocalDate> firstDates(ZoneId zone, String size) {
        Set<LocalDate> dates = new TreeSet<>(Set.of(first(LocalDate.of(2026, 5, 7), size)));
        ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.parse("2001-01-08T00:00:00Z"));
        while (change != null && change.getDateTimeAfter().getYear() < 2040) {
            LocalDate date = change.getDateTimeBefore().toLocalDate();
            for (int days = -1; days < 3; days++) {
                dates.add(first(date.plusDays(days), size));
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return dates;
    }

    private static LocalDate first(LocalDate date, String size) {
        return switch (size) {
            case "P1W" -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "P1M" -> date.withDayOfMonth(1);
            case "P1Y" -> date.withDayOfYear(1);
            default -> date;
        };
    }

    private static boolean isSkipped(LocalDate date, ZoneId zone) {
        return !date.atStartOfDay(zone).toLocalDate().equals(date);
    }

    @Test
    void timesOfOneColumnAreReadByOneFormat() {
        assertThat(Moments.format(Instant.parse("2026-05-01T12:00:00Z"))).isEqualTo("2026-05-01T12:00:00.000Z");
        assertThat(Moments.format(Instant.parse("2026-05-01T12:00:00.000125Z")))
                .isEqualTo("2026-05-01T12:00:00.000125Z");
        assertThat(Moments.ofMicros(-1)).isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
        assertThat(Moments.micros(Moments.ofMicros(1_777_636_800_000_125L))).isEqualTo(1_777_636_800_000_125L);
    }
}
