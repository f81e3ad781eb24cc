package org.metrobed.store.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.calendar.CoarsestLevel;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.model.calendar.WindowSize;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.Samples;

class WindowComposerTest {

    private static final String A = "city/a/no2";
    private static final String B = "city/b/no2";
    private static final long MINUTE = 60_000_000;

    /** Sizes and zones over a clock change, each with the date of the change. */
    @ParameterizedTest
    @CsvSource({
        "PT10M, UTC, 2026-03-29",
        "PT2H, UTC, 2026-03-29",
        "PT6H, Europe/Paris, 2026-03-29",
        "P1D, Europe/Paris, 2026-10-25",
        "P1D, America/New_York, 2026-03-08",
        "P1D, America/New_York, 2026-11-01",
        "PT1H, Australia/Sydney, 2026-04-05",
        "P1D, Australia/Sydney, 2026-10-04",
        "PT1H, Australia/Lord_Howe, 2026-04-05",
        "P1D, Australia/Lord_Howe, 2026-10-04",
        "P1D, Asia/Kolkata, 2026-03-29",
        "P1W, Europe/Paris, 2026-03-29",
        "P1M, America/New_York, 2026-03-29",
        "P1D, Pacific/Apia, 2011-12-30",
    })
    void composedWindowsAreWhatOnePassOverTheReadingsGives(String size, String zone, String date) {
        WindowCalendar calendar = calendar(size, zone);
        long middle = Instant.parse(date + "T00:00:00Z").getEpochSecond() * 1_000_000;
        long from = calendar.startOf(middle - 2_000 * MINUTE);
        long to = calendar.endOf(middle + 2_000 * MINUTE);
        WindowLevel level = CoarsestLevel.of(calendar, from, to).orElseThrow();
        Random random = new Random(size.hashCode() + zone.hashCode());
        SortedMap<Long, Summary> naive = new TreeMap<>();
        SortedMap<Long, Summary> stored = new TreeMap<>();
        for (long at = from; at < to; at += (1 + random.nextInt(9)) * MINUTE) {
            Summary reading = new SummaryAccumulator()
                    .add(random.nextGaussian() * 20 + 5, at, ReadingKind.of(Statistic.TOTAL))
                    .build();
            naive.merge(calendar.startOf(at), reading, Summary::merge);
            stored.merge(Math.floorDiv(at, level.millis() * 1_000) * level.millis() * 1_000, reading, Summary::merge);
        }
        List<MergedWindow> parts = new ArrayList<>();
        stored.forEach((start, summary) -> parts.add(part(A, level.millis(), start, 60_000, summary)));
        Collections.shuffle(parts, random);

        List<MergedWindow> composed = compose(calendar, parts);
        assertThat(composed).extracting(row -> row.window().startMicros()).containsExactlyElementsOf(naive.keySet());
        for (MergedWindow row : composed) {
            Summary good = row.window().good();
            Summary expected = naive.get(row.window().startMicros());
            assertThat(row.window().endMicros())
                    .isEqualTo(calendar.endOf(row.window().startMicros()));
            assertThat(good.count()).isEqualTo(expected.count());
            assertThat(good.min()).isEqualTo(expected.min());
            assertThat(good.course().known()).isTrue();
            assertThat(good.course().changes()).isEqualTo(expected.course().changes());
            assertThat(good.course().carried()).isCloseTo(expected.course().carried(), within(1e-6));
            assertThat(good.maxMicros()).isEqualTo(expected.maxMicros());
            assertThat(good.first()).isEqualTo(expected.first());
            assertThat(good.lastMicros()).isEqualTo(expected.lastMicros());
            assertThat(good.mean()).isCloseTo(expected.mean(), within(1e-9 * Math.abs(expected.mean()) + 1e-12));
            assertThat(good.quantiles()).isEqualTo(expected.quantiles());
        }
    }

    @Test
    void windowSaysWhatItIsMadeOf() {
        List<MergedWindow> composed = compose(
                calendar("PT1H", "UTC"),
                List.of(
                        part(A, 900_000, 0, 90, Summary.of(1, 5)),
                        MergedWindow.ofStored(
                                Samples.window(A, 900_000, 2_700_000_000L, 90, Summary.of(3, 2_700_000_001L)),
                                4,
                                "new"),
                        part(B, 900_000, 0, 90, Summary.of(2, 7))));
        MergedWindow a = composed.get(0);
        assertThat(composed).hasSize(2);
        assertThat(a.parts()).isEqualTo(2);
        assertThat(a.revisions()).isEqualTo(5);
        assertThat(a.pipelineVersion()).isEqualTo("new");
        assertThat(a.window().recordedMillis()).isEqualTo(3_600_000);
        assertThat(a.window().good().mean()).isEqualTo(2);
    }

    @Test
    void expectsAsMuchOfAbsentPartsAsOfThoseThatAreThere() {
        List<MergedWindow> half = List.of(
                part(A, 900_000, 0, 10_000, Summary.of(1, 5)), part(A, 900_000, 900_000_000, 10_000, Summary.of(1, 6)));
        assertThat(expected("PT1H", half)).isEqualTo(360);
    }

    @Test
    void partsMayBeShorterThanTheInterval() {
        List<MergedWindow> hourly = List.of(part(A, 900_000, 0, 3_600_000, Summary.of(1, 5)));
        assertThat(expected("P1D", hourly)).isEqualTo(24);
        assertThat(expected("PT15M", hourly)).isEqualTo(0.25);
    }

    @Test
    void partsWithOneIntervalAreAddedBeforeTheDivision() {
        List<MergedWindow> changed = List.of(
                part(A, 900_000, 0, 420_000, Summary.of(1, 5)),
                part(A, 900_000, 900_000_000, 420_000, Summary.of(1, 6)),
                part(A, 900_000, 1_800_000_000, 600_000, Summary.of(1, 7)),
                part(A, 900_000, 2_700_000_000L, 600_000, Summary.of(1, 8)));
        assertThat(expected("PT1H", changed)).isEqualTo(1_800 / 420.0 + 3);
    }

    /** Rain of 2026 but May: a month has no fixed length, so no window of months may have one value less. */
    @ParameterizedTest
    @CsvSource({"UTC, 31", "Europe/Berlin, 31", "Europe/Berlin, 30", "Europe/Berlin, 28"})
    void missingMonthIsMissedInWindowsOfMonths(String zone, int days) {
        List<MergedWindow> parts = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            if (month != 5) {
                long micros = LocalDate.of(2026, month, 1)
                                .atStartOfDay(ZoneId.of(zone))
                                .toEpochSecond()
                        * 1_000_000;
                parts.add(part(
                        A, 900_000, micros / 900_000_000 * 900_000_000, days * 86_400_000L, Summary.of(50, micros)));
            }
        }
        List<MergedWindow> quarters = compose(calendar("P3M", zone), parts);
        assertThat(quarters).extracting(row -> row.expected().readings()).containsOnly(3.0);
        assertThat(quarters)
                .extracting(row -> row.expected().coverage(row.window().good().count()))
                .containsExactly(1.0, 2 / 3.0, 1.0, 1.0);
        MergedWindow year = compose(calendar("P1Y", zone), parts).get(0);
        assertThat(year.expected().coverage(11)).isEqualTo(11 / 12.0);
        assertThat(year.expected().total(year.window().good())).isEqualTo(600);
        assertThat(compose(calendar("P1M", zone), parts))
                .hasSize(11)
                .allSatisfy(row -> assertThat(row.expected().readings()).isEqualTo(1));
    }

    @Test
    void samplesOfFourWeeksAreNoMonths() {
        List<MergedWindow> parts = new ArrayList<>();
        for (long micros = 0; micros < 364 * 86_400_000_000L; micros += 28 * 86_400_000_000L) {
            parts.add(part(A, 900_000, micros, 28 * 86_400_000L, Summary.of(1, micros)));
        }
        assertThat(expected("P1Y", parts)).isEqualTo(365 / 28.0);
    }

    private static double expected(String size, List<MergedWindow> parts) {
        return compose(calendar(size, "UTC"), parts).get(0).expected().readings();
    }

    private static List<MergedWindow> compose(WindowCalendar calendar, List<MergedWindow> parts) {
        WindowComposer composer = new WindowComposer(calendar);
        parts.forEach(composer::add);
        return composer.windows().stream()
                .sorted(Comparator.comparing((MergedWindow row) -> row.window().datastream())
                        .thenComparing(row -> row.window().startMicros()))
                .toList();
    }

    private static MergedWindow part(
            String datastream, long sizeMillis, long startMicros, long interval, Summary good) {
        return MergedWindow.ofStored(Samples.window(datastream, sizeMillis, startMicros, interval, good), 1, "old");
    }

    private static WindowCalendar calendar(String size, String zone) {
        return new WindowCalendar(WindowSize.parse(size), ZoneId.of(zone));
    }
}
