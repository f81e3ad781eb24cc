package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.Steps.DATASTREAM;
import static org.metrobed.stream.Steps.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.decode.ReadingBuilder;
import org.metrobed.stream.window.WindowState;
import org.metrobed.stream.window.Windower;

/** Random series through cleaning and windows, in any order of arrival. */
class ArrivalOrderTest {

    private static final int SERIES = 1_000;
    private static final long MAX_OUT_OF_ORDERNESS_SECONDS = 600;
    private static final long IDLE_TIMEOUT_SECONDS = 100L * 86_400;
    private static final long DAY_MICROS = 86_400_000_000L;

    private final Cleaner cleaner = new Cleaner(1_000L * 86_400_000);

    /** What is stored of a reading in the end. */
    private record Final(double result, QualityFlag flag, Verdicts tests) {}

    /** The final rows, and all revisions of windows added up. */
    private record Outcome(Map<Long, Final> rows, Map<List<Long>, WindowRevision> windows) {}

    @Test
    void orderWithinTheMaximumOutOfOrdernessChangesNoFinalRowAndNoWindow() {
        for (int seed = 0; seed < SERIES; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Row> rows = random.rows(40);
            QualityConfig config = random.config();
            Outcome live = run(rows, settings(0, IDLE_TIMEOUT_SECONDS, config));
            DatastreamSettings patient = settings(MAX_OUT_OF_ORDERNESS_SECONDS, IDLE_TIMEOUT_SECONDS, config);
            Outcome inOrder = run(rows, patient);
            Outcome shuffled = run(random.shuffledWithin(rows, MAX_OUT_OF_ORDERNESS_SECONDS * 1_000_000), patient);
            assertThat(inOrder.rows).as("rows, seed %s", seed).isEqualTo(live.rows);
            assertThat(shuffled.rows).as("shuffled rows, seed %s", seed).isEqualTo(live.rows);
            assertThat(contents(shuffled)).as("windows, seed %s", seed).isEqualTo(contents(live));
        }
    }

    @Test
    void beyondItValuesAndCountsAreTheSameAndNoLateRowIsGoodThatIsNotGoodInOrder() {
        Map<QualityFlag, Integer> late = new EnumMap<>(QualityFlag.class);
        for (int seed = 0; seed < SERIES; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Row> rows = random.rows(40);
            QualityConfig config = random.config();
            long patience = seed % 2 == 0 ? 0 : MAX_OUT_OF_ORDERNESS_SECONDS;
            DatastreamSettings settings = settings(patience, IDLE_TIMEOUT_SECONDS, config);
            Outcome inOrder = run(rows, settings);
            Outcome shuffled = run(random.shuffledWithin(rows, 6 * 3_600_000_000L), settings);
            assertThat(results(shuffled)).as("values, seed %s", seed).isEqualTo(results(inOrder));
            assertThat(counts(shuffled)).as("counts, seed %s", seed).isEqualTo(counts(inOrder));
            for (Map.Entry<Long, Final> row : shuffled.rows.entrySet()) {
                if (TestBits.has(row.getValue().tests, TestBits.LATE)) {
                    late.merge(row.getValue().flag, 1, Integer::sum);
                    assertThat(row.getValue().flag)
                            .as("late row of %s, seed %s", row.getKey(), seed)
                            .satisfies(flag -> assertThat(
                                            inOrder.rows.get(row.getKey()).flag.worst(flag))
                                    .as("never better, but perhaps not evaluated")
                                    .isEqualTo(inOrder.rows.get(row.getKey()).flag));
                }
            }
        }
        assertThat(late.keySet()).as("of every kind").hasSize(5);
    }

    /** In order of arrival; a last reading, days later, closes the windows. */
    private Outcome run(List<Row> arriving, DatastreamSettings settings) {
        Gathered out = new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        CleaningState state = new CleaningState();
        long end = arriving.stream().mapToLong(Row::timeMicros).max().orElseThrow() + 3 * DAY_MICROS;
        long arrives = 0;
        for (Row row : arriving) {
            arrives = Math.max(arrives, row.timeMicros() / 1_000);
            accept(state, row, arrives, settings, out);
        }
        accept(state, new Row(end, Double.NaN), end / 1_000, settings, out);
        accept(state, new Row(end + DAY_MICROS, Double.NaN), (end + DAY_MICROS) / 1_000, settings, out);
        Map<Long, Final> rows = new TreeMap<>();
        out.stored().stream()
                .filter(row -> row.phenomenonMicros() < end)
                .forEach(row -> rows.put(row.phenomenonMicros(), new Final(row.result(), row.flag(), row.tests())));
        return new Outcome(rows, windows(out.steps(), end));
    }

    private void accept(CleaningState state, Row row, long arrivesMillis, DatastreamSettings settings, Gathered out) {
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

    private static Map<List<Long>, WindowRevision> windows(List<CleanedStep> steps, long beforeMicros) {
        List<WindowRevision> revisions = new ArrayList<>();
        WindowState state = new WindowState();
        steps.forEach(step -> new Windower().accept(state, step, revisions::add));
        return revisions.stream()
                .filter(one -> one.startMicros() < beforeMicros - 2 * DAY_MICROS)
                .collect(Collectors.groupingBy(
                        one -> List.of(one.sizeMillis(), one.startMicros()),
                        () -> new TreeMap<>(Comparator.comparing((List<Long> key) -> key.get(0))
                                .thenComparing(key -> key.get(1))),
                        Collectors.collectingAndThen(
                                Collectors.toList(), (List<WindowRevision> parts) -> WindowRevision.fold(parts))));
    }

    private static List<List<Object>> contents(Outcome outcome) {
        return outcome.windows.values().stream()
                .map(one -> List.<Object>of(
                        one.sizeMillis(),
                        one.startMicros(),
                        one.good(),
                        one.suspect(),
                        one.notEvaluatedCount(),
                        one.failCount(),
                        one.missingCount(),
                        one.lateCount()))
                .toList();
    }

    private static Collection<List<Long>> counts(Outcome outcome) {
        return outcome.windows.values().stream()
                .map(one -> List.of(
                        one.sizeMillis(),
                        one.startMicros(),
                        one.good().count()
                                + one.suspect().count()
                                + one.notEvaluatedCount()
                                + one.failCount()
                                + one.missingCount()))
                .toList();
    }

    private static Map<Long, Double> results(Outcome outcome) {
        Map<Long, Double> results = new TreeMap<>();
        outcome.rows.forEach((time, row) -> results.put(time, row.result));
        return results;
    }
}
