package org.metrobed.store.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.calendar.CoarsestLevel;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.model.calendar.WindowSize;
import org.metrobed.model.window.Course;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryBuilder;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevisionBuilder;

/** A series without a gap has coverage 1 and its sum as total, whatever its interval, the window and the zone. */
class CoverageOfCompleteSeriesTest {

    private static final List<Integer> INTERVALS = List.of(60, 120, 240, 360, 420, 600, 1_200, 1_800, 3_600, 86_400);
    private static final List<String> NEAR_ZONES = List.of(
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "America/St_Johns",
            "Australia/Adelaide",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "Pacific/Apia",
            "Europe/Berlin");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT1M", "PT5M", "PT15M", "PT20M", "PT30M", "PT45M", "PT1H", "PT2H", "PT6H", "PT12H", "P1D", "P2D",
                "P1W", "P1M", "P3M", "P1Y"
            })
    void completeSeriesHasCoverageOne(String size) {
        Random random = new Random(size.hashCode());
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        for (int i = 0; i < 300; i++) {
            ZoneId zone = ZoneId.of(i % 2 == 0 ? pick(NEAR_ZONES, random) : pick(zones, random));
            long intervalMillis = i % 3 == 0 ? 1_000L * (1 + random.nextInt(86_400)) : 1_000L * pick(INTERVALS, random);
            WindowCalendar calendar = new WindowCalendar(WindowSize.parse(size), zone);
            long at = time(zone, random).getEpochSecond() * 1_000_000;
            Optional<WindowLevel> level = CoarsestLevel.of(calendar, at, at);
            if (level.isPresent()) {
                check(calendar, at, level.get(), new Series(intervalMillis, random), size + " " + zone + " " + at);
            }
        }
    }

    @Test
    void missingReadingIsSeen() {
        Series tenMinutes = new Series(600_000, 0);
        WindowComposer composer = new WindowComposer(calendar("PT30M", "UTC"));
        composer.add(tenMinutes.part(0, WindowLevel.QUARTER_HOUR));
        MergedWindow window = composer.windows().get(0);
        assertThat(window.expected().readings()).isEqualTo(3);
        assertThat(window.expected().coverage(2)).isEqualTo(2 / 3.0);
        assertThat(window.expected().total(window.window().good())).isNaN();
    }

    @Test
    void halfHourAndHourOfKolkataOfTenMinuteReadings() {
        Series tenMinutes = new Series(600_000, 0);
        long start = 1_000 * WindowLevel.DAY.micros() + WindowLevel.HOUR.micros() / 2;
        check(calendar("PT30M", "UTC"), start, WindowLevel.QUARTER_HOUR, tenMinutes, "half hour");
        check(calendar("PT1H", "Asia/Kolkata"), start, WindowLevel.QUARTER_HOUR, tenMinutes, "Kolkata");
        check(calendar("PT15M", "UTC"), start, WindowLevel.QUARTER_HOUR, tenMinutes, "quarter");
    }

    /** Composes the window that contains a time of parts of a level, some of them replaced by finer ones. */
    private static void check(WindowCalendar calendar, long at, WindowLevel level, Series series, String what) {
        long start = calendar.startOf(at);
        long end = calendar.endOf(at);
        WindowComposer composer = new WindowComposer(calendar);
        long readings = 0;
        int index = 0;
        for (long part = start; part < end; part += level.micros()) {
            for (MergedWindow stored : series.parts(part, level, index++ % 5 == 4)) {
                composer.add(stored);
                readings += stored.window().good().count();
            }
        }
        if (readings == 0) {
            return; // a window shorter than the interval
        }
        MergedWindow window = composer.windows().get(0);
        assertThat(window.expected().readings()).as(what).isEqualTo((end - start) / (1_000.0 * series.intervalMillis));
        assertThat(window.window().good().count()).as(what).isEqualTo(readings);
        assertThat(window.expected().coverage(readings))
                .as("%s every %s", what, Duration.ofMillis(series.intervalMillis))
                .isEqualTo(1);
        assertThat(window.expected().total(window.window().good()))
                .as(what)
                .isEqualTo(window.window().good().sum());
    }

    private static Instant time(ZoneId zone, Random random) {
        Instant any = Instant.parse("2015-01-01T00:00:00Z").plusSeconds(random.nextInt(400_000_000));
        ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        return change == null || random.nextBoolean()
                ? any
                : change.getInstant().plusSeconds(random.nextInt(-86_400, 86_400));
    }

    private static WindowCalendar calendar(String size, String zone) {
        return new WindowCalendar(WindowSize.parse(size), ZoneId.of(zone));
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** A series of the value 0.5 without a gap. */
    private record Series(long intervalMillis, long phaseMillis) {

        Series(long intervalMillis, Random random) {
            this(intervalMillis, random.nextLong(intervalMillis));
        }

        List<MergedWindow> parts(long startMicros, WindowLevel level, boolean finer) {
            List<MergedWindow> parts = new ArrayList<>();
            WindowLevel stored =
                    finer && level != WindowLevel.MINUTE ? level.finer().get(0) : level;
            for (long at = startMicros; at < startMicros + level.micros(); at += stored.micros()) {
                if (count(at, at + stored.micros()) > 0) {
                    parts.add(part(at, stored));
                }
            }
            return parts;
        }

        MergedWindow part(long startMicros, WindowLevel level) {
            long count = count(startMicros, startMicros + level.micros());
            Summary good = SummaryBuilder.builder()
                    .course(Course.NONE)
                    .count(count)
                    .mean(0.5)
                    .sum(0.5 * count)
                    .min(0.5)
                    .minMicros(startMicros)
                    .max(0.5)
                    .maxMicros(startMicros)
                    .first(0.5)
                    .firstMicros(startMicros)
                    .last(0.5)
                    .lastMicros(startMicros)
                    .quantiles(Quantiles.EMPTY)
                    .build();
            return MergedWindow.ofStored(
                    WindowRevisionBuilder.builder()
                            .datastream("city/a/rain")
                            .sizeMillis(level.millis())
                            .startMicros(startMicros)
                            .intervalMillis(intervalMillis)
                            .good(good)
                            .suspect(Summary.EMPTY)
                            .build(),
                    1,
                    "8");
        }

        private long count(long fromMicros, long toMicros) {
            return before(toMicros) - before(fromMicros);
        }

        /** Number of readings before a time. */
        private long before(long micros) {
            return Math.floorDiv(micros / 1_000 - phaseMillis - 1, intervalMillis) + 1;
        }
    }
}
