package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.Steps.DATASTREAM;
import static org.metrobed.stream.Steps.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TotalStep;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Span;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.decode.ReadingBuilder;
import org.metrobed.stream.window.WindowState;
import org.metrobed.stream.window.Windower;

/**
 * Series in any order of arrival through cleaning, windows and corrections: values, flags and windows are in the end those
 * of the order of time.
 */
class LateReadingsTest {

    private static final int SERIES = 1_000;
    private static final long IDLE_TIMEOUT_SECONDS = 100L * 86_400;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long TEN_MINUTES_MICROS = 600_000_000;
    private static final int OF_A_DAY = 144;

    /** What the stream stores of a series, with a reading behind it that closes its windows; times in microseconds. */
    private record Stored(
            List<Observation> observations,
            List<WindowRevision> windows,
            DatastreamSettings settings,
            long fromMicros,
            long endMicros) {

        Recomputation.Result correct(long asOfMillis) {
            return Recomputation.of(new Recomputation.Stored(
                    DATASTREAM,
                    new Recomputation.Range(
                            Math.floorDiv(fromMicros, DAY_MICROS) * DAY_MICROS,
                            Math.floorDiv(endMicros, DAY_MICROS) * DAY_MICROS + 10 * DAY_MICROS),
                    List.of(),
                    observations.stream()
                            .filter(row -> row.receivedMillis() <= asOfMillis)
                            .toList(),
                    List.of(),
                    windows.stream()
                            .filter(window -> window.recordedMillis() <= asOfMillis)
                            .toList(),
                    version -> Optional.of(settings),
                    asOfMillis));
        }

        /** With what corrections add. */
        Stored corrected() {
            Recomputation.Result result = correct(endMicros / 1_000 + 20 * DAY_MILLIS);
            return new Stored(
                    Stream.concat(observations.stream(), result.observations().stream())
                            .toList(),
                    Stream.concat(windows.stream(), result.windows().stream()).toList(),
                    settings,
                    fromMicros,
                    endMicros);
        }

        Map<Long, List<Object>> rows() {
            Map<Long, List<Object>> rows = new TreeMap<>();
            observations.stream()
                    .filter(row -> row.phenomenonMicros() <= endMicros)
                    .sorted(Comparator.comparingInt(Observation::revision))
                    .forEach(row -> rows.put(row.phenomenonMicros(), List.of(row.result(), row.flag())));
            return rows;
        }

        Map<String, WindowRevision> folded() {
            Map<String, WindowRevision> folded = new TreeMap<>();
            windows.stream()
                    .filter(window -> window.startMicros() <= endMicros)
                    .collect(Collectors.groupingBy(window -> window.sizeMillis() + " " + window.startMicros()))
                    .forEach((key, revisions) -> folded.put(key, WindowRevision.fold(revisions)));
            return folded;
        }

        /** Values are whole numbers, so sums are exact. */
        Map<String, List<Object>> contents() {
            Map<String, List<Object>> contents = new TreeMap<>();
            folded().forEach((key, window) -> contents.put(
                    key,
                    List.of(
                            content(window.good()),
                            content(window.suspect()),
                            window.notEvaluatedCount(),
                            window.failCount(),
                            window.missingCount())));
            return contents;
        }

        private static List<Object> content(Summary summary) {
            return summary.count() == 0
                    ? List.of()
                    : List.of(
                            summary.count(),
                            summary.sum(),
                            summary.min(),
                            summary.max(),
                            summary.firstMicros(),
                            summary.last());
        }
    }

    /** How a backlog comes after the first live reading. */
    enum Backlog {
        OLDEST_FIRST,
        NEWEST_FIRST,
        ANY_ORDER,
        IN_TURN_WITH_LIVE_READINGS;

        List<Row> arriving(List<Row> old, List<Row> live) {
            List<Row> backlog = new ArrayList<>(old);
            if (this == NEWEST_FIRST) {
                Collections.reverse(backlog);
            } else if (this == ANY_ORDER) {
                Collections.shuffle(backlog, new Random(410));
            }
            List<Row> all = new ArrayList<>(List.of(live.get(0)));
            int step = this == IN_TURN_WITH_LIVE_READINGS ? old.size() / live.size() : old.size();
            for (int i = 1; i < live.size(); i++) {
                all.addAll(backlog.subList(0, Math.min(step, backlog.size())));
                backlog.subList(0, Math.min(step, backlog.size())).clear();
                all.add(live.get(i));
            }
            all.addAll(backlog);
            return all;
        }
    }

    @Test
    void flagsAndWindowsAreInTheEndThoseOfTheOrderOfTime() {
        int judged = 0;
        for (int seed = 0; seed < SERIES; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Row> rows = random.rows(40);
            DatastreamSettings settings = settings(seed % 2 * 600L, IDLE_TIMEOUT_SECONDS, random.config());
            Stored inOrder = stream(rows, settings, 1_000);
            Stored late = stream(random.shuffledWithin(rows, 6 * 3_600_000_000L), settings, 1_000);
            Stored corrected = late.corrected();
            assertThat(corrected.rows()).as("rows, seed %s", seed).isEqualTo(inOrder.rows());
            assertThat(corrected.contents()).as("windows, seed %s", seed).isEqualTo(inOrder.contents());
            judged += corrected.observations.size() - late.observations.size();
        }
        assertThat(judged).isGreaterThan(5 * SERIES);
    }

    @Test
    void metersHaveTheFlagsOfTheOrderOfTime() {
        for (int seed = 0; seed < SERIES / 4; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Row> rows = random.meter(40);
            QualityConfig config = QualityConfig.ofInterval(60_000_000).with(TotalStep.Params.USUAL);
            DatastreamSettings settings = settings(seed % 2 * 600L, IDLE_TIMEOUT_SECONDS, config);
            Stored inOrder = stream(rows, settings, 1_000);
            Stored corrected = stream(random.shuffledWithin(rows, 6 * 3_600_000_000L), settings, 1_000)
                    .corrected();
            assertThat(corrected.rows()).as("rows, seed %s", seed).isEqualTo(inOrder.rows());
            assertThat(corrected.contents()).as("windows, seed %s", seed).isEqualTo(inOrder.contents());
        }
    }

    @Test
    void correctionsDoNotDependOnWhenTheyAreComputed() {
        for (int seed = 0; seed < SERIES / 10; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Row> rows = random.rows(40);
            DatastreamSettings settings = settings(0, IDLE_TIMEOUT_SECONDS, random.config());
            Stored late = stream(random.shuffledWithin(rows, 6 * 3_600_000_000L), settings, 1_000);
            Recomputation.Result whole = late.correct(late.endMicros / 1_000 + 20 * DAY_MILLIS);
            for (long at = late.fromMicros / 1_000; at < late.endMicros / 1_000 + DAY_MILLIS; at += 47 * 60_000) {
                long asOf = at;
                Recomputation.Result then = late.correct(asOf);
                assertThat(then.observations())
                        .as("rows, seed %s", seed)
                        .containsExactlyInAnyOrderElementsOf(whole.observations().stream()
                                .filter(row -> row.receivedMillis() <= asOf)
                                .toList());
                assertThat(then.windows())
                        .as("windows, seed %s", seed)
                        .containsExactlyInAnyOrderElementsOf(whole.windows().stream()
                                .filter(window -> window.recordedMillis() <= asOf)
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void backlogOfThreeDaysIsWholeInWindows(Backlog backlog) {
        Random random = new Random(70);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 3 * OF_A_DAY + 36; i++) {
            double value = Math.rint(10 + 3 * random.nextGaussian() + (i % 97 == 5 ? 200 : 0));
            rows.add(new Row((20_000L * OF_A_DAY + i) * TEN_MINUTES_MICROS, value));
        }
        DatastreamSettings settings = tenMinutes();
        Stored inOrder = stream(rows, settings, 2);
        Stored corrected = stream(
                        backlog.arriving(rows.subList(0, 3 * OF_A_DAY), rows.subList(3 * OF_A_DAY, rows.size())),
                        settings,
                        2)
                .corrected();
        assertThat(corrected.rows()).isEqualTo(inOrder.rows());
        assertThat(corrected.contents()).isEqualTo(inOrder.contents());
        for (int day = 0; day < 3; day++) {
            List<Row> readings = rows.subList(day * OF_A_DAY, (day + 1) * OF_A_DAY);
            WindowRevision window =
                    corrected.folded().get(DAY_MILLIS + " " + readings.get(0).timeMicros());
            List<Double> good = readings.stream()
                    .filter(row -> inOrder.rows().get(row.timeMicros()).get(1) == QualityFlag.GOOD)
                    .map(Row::value)
                    .toList();
            assertThat(window.good().sum())
                    .isEqualTo(good.stream().mapToDouble(Double::doubleValue).sum());
            assertThat(window.good().count()).isEqualTo(good.size());
            assertThat(window.failCount())
                    .as("two spikes or one, and their neighbours")
                    .isBetween(3L, 6L);
            assertThat(window.expected().coverage(window.good().count() + window.failCount()))
                    .isEqualTo(1);
        }
    }

    private static DatastreamSettings tenMinutes() {
        QualityConfig config = QualityConfig.ofInterval(TEN_MINUTES_MICROS)
                .with(new GrossRange.Params(new Span(-20, 400), new Span(-20, 400)))
                .with(new Spike.Params(90, 95, Spike.Method.AVERAGE));
        return new DatastreamSettings(
                DATASTREAM,
                1,
                TEN_MINUTES_MICROS / 1_000,
                0,
                IDLE_TIMEOUT_SECONDS * 1_000,
                config,
                settings(0, 1).sentinels(),
                List.of());
    }

    /** In order of arrival, seven seconds apart; last readings, days later, close the windows. */
    private static Stored stream(List<Row> arriving, DatastreamSettings settings, long retentionDays) {
        Gathered out = new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Cleaner cleaner = new Cleaner(retentionDays * DAY_MILLIS);
        CleaningState state = new CleaningState();
        long end = arriving.stream().mapToLong(Row::timeMicros).max().orElseThrow();
        long arrives = 0;
        for (Row row : arriving) {
            arrives = Math.max(arrives + 7_000, row.timeMicros() / 1_000);
            accept(cleaner, state, row, arrives, settings, out);
        }
        for (int day = 3; day <= 4; day++) {
            Row closing = new Row(end + day * DAY_MICROS, Double.NaN);
            accept(cleaner, state, closing, closing.timeMicros() / 1_000, settings, out);
        }
        List<WindowRevision> windows = new ArrayList<>();
        WindowState windowState = new WindowState();
        out.steps().forEach(step -> new Windower().accept(windowState, step, windows::add));
        long from = arriving.stream().mapToLong(Row::timeMicros).min().orElseThrow();
        return new Stored(out.stored(), windows, settings, from, end);
    }

    private static void accept(
            Cleaner cleaner,
            CleaningState state,
            Row row,
            long arrivesMillis,
            DatastreamSettings settings,
            Gathered out) {
        cleaner.accept(
                state,
                ReadingBuilder.builder()
                        .datastream(DATASTREAM)
                        .phenomenonMicros(row.timeMicros())
                        .value(row.value())
                        .receivedMillis(arrivesMillis)
                        .catalogVersion(1)
                        .settings(settings)
                        .build(),
                out);
    }
}
