package org.metrobed.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.window.WindowLevel;

class WindowCalendarTest {

    private static final long YEAR_2000 = 946_684_800;
    private static final long YEAR_2038 = 2_145_916_800;

    /** Days around clock changes: the day before, the day of the change, the day after. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2026-03-28, PT24H, PT23H, PT24H",
        "Europe/Paris, 2026-10-24, PT24H, PT25H, PT24H",
        "America/New_York, 2026-03-07, PT24H, PT23H, PT24H",
        "America/New_York, 2026-10-31, PT24H, PT25H, PT24H",
        "Australia/Sydney, 2026-04-04, PT24H, PT25H, PT24H",
        "Australia/Sydney, 2026-10-03, PT24H, PT23H, PT24H",
        "Australia/Lord_Howe, 2026-04-04, PT24H, PT24H30M, PT24H",
        "Australia/Lord_Howe, 2026-10-03, PT24H, PT23H30M, PT24H",
        "Asia/Kolkata, 2026-03-28, PT24H, PT24H, PT24H",
        "UTC, 2026-03-28, PT24H, PT24H, PT24H",
        // clocks of São Paulo skipped midnight itself
        "America/Sao_Paulo, 2018-11-03, PT24H, PT23H, PT24H",
        "America/Sao_Paulo, 2018-02-16, PT24H, PT25H, PT24H",
        // clocks of Saint John's changed a minute after midnight
        "America/St_Johns, 2010-11-06, PT24H, PT25H, PT24H",
    })
    void daysAreAsLongAsTheClocksMakeThem(String zone, String date, String before, String change, String after) {
        List<Long> starts = starts("P1D", zone, date, 4);
        assertThat(lengths(starts)).containsExactly(before, change, after);
    }

    @Test
    void dateThatAZoneLeftOutHasNoWindow() {
        List<Long> starts = starts("P1D", "Pacific/Apia", "2011-12-29", 3);
        assertThat(local(starts, "Pacific/Apia"))
                .containsExactly("2011-12-29T00:00-10:00", "2011-12-31T00:00+14:00", "2012-01-01T00:00+14:00");
        assertThat(lengths(starts)).containsExactly("PT24H", "PT24H");
        assertThat(lengths(starts("P1W", "Pacific/Apia", "2011-12-26", 2))).containsExactly("PT144H");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2026-03-29, 23, PT1H",
        "Europe/Paris, 2026-10-25, 25, PT1H",
        "Australia/Sydney, 2026-10-04, 23, PT1H",
        "America/New_York, 2026-11-01, 25, PT1H",
        "Australia/Lord_Howe, 2026-04-05, 25, PT30M",
        "Australia/Lord_Howe, 2026-10-04, 24, PT30M",
        "Asia/Kolkata, 2026-05-01, 24, PT1H",
    })
    void hoursAreSixtyMinutesButForTheRestBeforeMidnight(String zone, String date, int hours, String last) {
        List<Long> starts = starts("PT1H", zone, date, hours + 1);
        List<String> lengths = lengths(starts);
        assertThat(lengths.subList(0, hours - 1)).containsOnly("PT1H");
        assertThat(lengths.get(hours - 1)).isEqualTo(last);
        assertThat(starts.get(hours)).isEqualTo(starts("P1D", zone, date, 2).get(1));
    }

    @Test
    void sixHoursAreCountedFromMidnightAndEndWithTheDay() {
        assertThat(local(starts("PT6H", "Europe/Paris", "2026-03-29", 5), "Europe/Paris"))
                .containsExactly(
                        "2026-03-29T00:00+01:00",
                        "2026-03-29T07:00+02:00",
                        "2026-03-29T13:00+02:00",
                        "2026-03-29T19:00+02:00",
                        "2026-03-30T00:00+02:00");
        assertThat(lengths(starts("PT6H", "Europe/Paris", "2026-10-25", 6)))
                .containsExactly("PT6H", "PT6H", "PT6H", "PT6H", "PT1H");
    }

    @Test
    void weeksBeginOnMondayAndMonthsOnTheFirst() {
        assertThat(local(starts("P1W", "Europe/Paris", "2026-03-23", 3), "Europe/Paris"))
                .containsExactly("2026-03-23T00:00+01:00", "2026-03-30T00:00+02:00", "2026-04-06T00:00+02:00");
        assertThat(lengths(starts("P1W", "Europe/Paris", "2026-03-23", 2))).containsExactly("PT167H");
        assertThat(local(starts("P1M", "UTC", "2026-01-01", 4), "UTC"))
                .containsExactly("2026-01-01T00:00Z", "2026-02-01T00:00Z", "2026-03-01T00:00Z", "2026-04-01T00:00Z");
        WindowCalendar quarters = calendar("P3M", "America/New_York");
        assertThat(local(List.of(quarters.startOf(micros("2026-05-17", "UTC"))), "America/New_York"))
                .containsExactly("2026-04-01T00:00-04:00");
    }

    @Test
    void startFromIsTheFirstThatIsNotBefore() {
        WindowCalendar days = calendar("P1D", "Europe/Paris");
        long start = micros("2026-05-01", "Europe/Paris");
        assertThat(days.startFrom(start)).isEqualTo(start);
        assertThat(days.startFrom(start + 1)).isEqualTo(micros("2026-05-02", "Europe/Paris"));
    }

    @Property(tries = 3_000)
    void everyMomentLiesInOneWindowThatMeetsItsNeighbours(
            @ForAll("zones") ZoneId zone,
            @ForAll("sizes") WindowSize size,
            @ForAll @LongRange(min = YEAR_2000, max = YEAR_2038) long second) {
        WindowCalendar calendar = new WindowCalendar(size, zone);
        long micros = second * 1_000_000 + 17;
        long start = calendar.startOf(micros);
        long end = calendar.endOf(micros);
        assertThat(start).isLessThanOrEqualTo(micros);
        assertThat(end).isGreaterThan(micros);
        assertThat(calendar.startOf(start)).isEqualTo(start);
        assertThat(calendar.endOf(start)).isEqualTo(end);
        assertThat(calendar.startOf(end - 1)).isEqualTo(start);
        assertThat(calendar.startOf(end)).isEqualTo(end);
        assertThat(calendar.endOf(start - 1)).isEqualTo(start);
        assertThat(calendar.minus(calendar.plus(micros, 5), 5)).isEqualTo(start);
    }

    @Property(tries = 1_000)
    void fixedGridGivesWhatTheCalendarGives(
            @ForAll("sizes") WindowSize size, @ForAll @LongRange(min = YEAR_2000, max = YEAR_2038) long second) {
        // Abidjan uses UTC, but its rules contain a change in 1912, so that it has no fixed grid
        WindowCalendar grid = new WindowCalendar(size, ZoneId.of("UTC"));
        WindowCalendar calendar = new WindowCalendar(size, ZoneId.of("Africa/Abidjan"));
        assertThat(grid.startOf(second * 1_000_000)).isEqualTo(calendar.startOf(second * 1_000_000));
        assertThat(grid.endOf(second * 1_000_000)).isEqualTo(calendar.endOf(second * 1_000_000));
    }

    @Property(tries = 2_000)
    void chosenLevelHasEveryBoundary(
            @ForAll("zones") ZoneId zone,
            @ForAll("sizes") WindowSize size,
            @ForAll @LongRange(min = YEAR_2000, max = YEAR_2038) long second) {
        WindowCalendar calendar = new WindowCalendar(size, zone);
        long from = second * 1_000_000;
        long to = calendar.plus(from, 40);
        WindowLevel level = CoarsestLevel.of(calendar, from, to).orElseThrow();
        for (long start = calendar.startOf(from); start < to; start = calendar.endOf(start)) {
            assertThat(start % (level.millis() * 1_000))
                    .as("%s of %s from %s", size, zone, level)
                    .isZero();
        }
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream()
                        .filter(id -> !id.startsWith("SystemV"))
                        .sorted()
                        .toList())
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<WindowSize> sizes() {
        return Arbitraries.of(
                        "PT1M", "PT5M", "PT10M", "PT15M", "PT45M", "PT1H", "PT90M", "PT6H", "PT12H", "P1D", "P3D",
                        "P1W", "P2W", "P1M", "P3M", "P1Y")
                .map(WindowSize::parse);
    }

    private static WindowCalendar calendar(String size, String zone) {
        return new WindowCalendar(WindowSize.parse(size), ZoneId.of(zone));
    }

    private static List<Long> starts(String size, String zone, String date, int count) {
        WindowCalendar calendar = calendar(size, zone);
        List<Long> starts = new ArrayList<>();
        long start = calendar.startOf(micros(date, zone));
        for (int i = 0; i < count; i++) {
            starts.add(start);
            start = calendar.endOf(start);
        }
        return starts;
    }

    private static long micros(String date, String zone) {
        return LocalDate.parse(date).atStartOfDay(ZoneId.of(zone)).toEpochSecond() * 1_000_000;
    }

    private static List<String> lengths(List<Long> starts) {
        List<String> lengths = new ArrayList<>();
        for (int i = 1; i < starts.size(); i++) {
            lengths.add(Duration.ofSeconds((starts.get(i) - starts.get(i - 1)) / 1_000_000)
                    .toString());
        }
        return lengths;
    }

    private static List<String> local(List<Long> starts, String zone) {
        return starts.stream()
                .map(start -> OffsetDateTime.ofInstant(Instant.ofEpochSecond(start / 1_000_000), ZoneId.of(zone))
                        .toString())
                .toList();
    }
}
