package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Observation;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowRevision;

final class RecomputationTest {

    private static final long MINUTE = SmallStream.MINUTE;
    private static final int MINUTES = 10;
    private static final long END = 60 * MINUTE;

    private record Window(long size, long start) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyWindowIsTheSumOfItsCorrectedReadings(int seed) {
        for (int run = 0; run < 100; run++) {
            Random random = new Random(seed * 1_000L + run);
            SmallStream stream = new SmallStream(random, MINUTES);
            List<AnnotationEvent> events = new ArrayList<>(randomEvents(random));
            events.add(recomputeAll(100, END - 2 * MINUTE));
            Recomputation.Result result = Recomputation.of(stored(stream, events, END));
            assertThat(result.pending()).isFalse();
            Map<Long, Observation> finals = finals(stream, result);
            folded(stream.windows, result.windows(), END)
                    .forEach((window, folded) -> assertSame(window, folded, finals));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8})
    void rowsDoNotDependOnWhenTheyAreComputed(int seed) {
        for (int run = 0; run < 40; run++) {
            Random random = new Random(seed * 1_000L + run);
            SmallStream stream = new SmallStream(random, MINUTES);
            List<AnnotationEvent> events = randomEvents(random);
            Recomputation.Result whole = Recomputation.of(stored(stream, events, END));
            for (long asOf = MINUTE / 2; asOf < END; asOf += 1 + random.nextInt(200_000)) {
                Recomputation.Result then = Recomputation.of(visible(random, stream, events, whole, asOf));
                long at = asOf;
                assertThat(then.windows())
                        .containsExactlyInAnyOrderElementsOf(whole.windows().stream()
                                .filter(window -> window.recordedMillis() <= at)
                                .toList());
                assertThat(then.observations())
                        .containsExactlyInAnyOrderElementsOf(whole.observations().stream()
                                .filter(row -> row.receivedMillis() <= at)
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10})
    void undoingAllRestoresEveryRowAndWindowToTheLastBit(int seed) {
        for (int run = 0; run < 100; run++) {
            Random random = new Random(seed * 1_000L + run);
            SmallStream stream = new SmallStream(random, MINUTES);
            AnnotationEvent bad = Events.made(1, 100_000_000, 400_000_000, Correction.BAD, 31 * MINUTE);
            AnnotationEvent scale =
                    Events.made(2, 200_000_000, 250_000_000, new Correction(Correction.Kind.SCALE, 3), 31 * MINUTE);
            List<AnnotationEvent> events =
                    List.of(bad, scale, Events.undone(3, bad, 35 * MINUTE), Events.undone(4, scale, 36 * MINUTE));
            // without the readings beyond deduplication retention, which a correction includes
            stream.observations.removeIf(row -> TestBits.has(row.tests(), TestBits.BEYOND_RETENTION));

            Recomputation.Result result = Recomputation.of(stored(stream, events, END));

            Map<Window, WindowRevision> before = folded(stream.windows, List.of(), END);
            Map<Window, WindowRevision> after = folded(stream.windows, result.windows(), END);
            assertThat(result.windows()).isNotEmpty();
            before.forEach((window, was) -> {
                WindowRevision is = after.get(window);
                assertThat(is.good()).isEqualTo(was.good());
                assertThat(is.suspect()).isEqualTo(was.suspect());
                assertThat(is.failCount()).isEqualTo(was.failCount());
                assertThat(is.lateCount()).isEqualTo(was.lateCount());
                assertThat(is.coverage()).isEqualTo(was.coverage());
            });
            Map<Long, Observation> finals = finals(stream, result);
            stream.last().forEach(was -> {
                Observation is = finals.get(was.phenomenonMicros());
                assertThat(Double.compare(is.result(), was.result())).isZero();
                assertThat(is.flag()).isEqualTo(was.flag());
                assertThat(is.tests()).isEqualTo(was.tests());
                assertThat(is.stated()).isEqualTo(was.stated());
            });
        }
    }

    @Test
    void lateReadingInAnAnnotatedRangeIsCorrectedInTheMinuteThatAddsIt() {
        SmallStream stream = new SmallStream(new Random(1), MINUTES);
        AnnotationEvent bad = Events.made(1, 0, MINUTES * MINUTE * 1_000, Correction.BAD, 10 * MINUTE);
        Recomputation.Result result = Recomputation.of(stored(stream, List.of(bad), END));
        for (long asOf = 12 * MINUTE; asOf < END; asOf += MINUTE) {
            folded(stream.windows, result.windows(), asOf)
                    .forEach((window, folded) -> assertThat(
                                    folded.good().count() + folded.suspect().count())
                            .isZero());
        }
    }

    @Test
    void readingsBeyondTheHorizonEnterWindowsInTheMinuteAfterTheirReceipt() {
        SmallStream stream = new SmallStream(new Random(2), MINUTES);
        stream.windows.clear();
        stream.observations.removeIf(row -> !TestBits.has(row.tests(), TestBits.BEYOND_RETENTION));
        Recomputation.Result result = Recomputation.of(stored(stream, List.of(), END));
        assertThat(result.windows()).extracting(WindowRevision::sizeMillis).contains(900_000L, 3_600_000L, 86_400_000L);
        List<WindowRevision> minutes = result.windows().stream()
                .filter(window -> window.sizeMillis() == MINUTE)
                .toList();
        assertThat(minutes).isNotEmpty().allSatisfy(window -> {
            assertThat(window.replaces()).isTrue();
            assertThat(window.recordedMillis())
                    .as("received forty minutes after their time")
                    .isEqualTo(window.startMicros() / 1_000 + 41 * MINUTE);
            assertThat(window.revision()).isEqualTo(WindowRevision.REPLACING + window.recordedMillis() / MINUTE);
        });
        Map<Long, Observation> rows =
                stream.last().stream().collect(Collectors.toMap(Observation::phenomenonMicros, row -> row));
        folded(List.of(), result.windows(), END).forEach((window, folded) -> assertSame(window, folded, rows));
        assertThat(minutes.stream().mapToLong(WindowRevision::count).sum())
                .isEqualTo(rows.size())
                .isEqualTo(minutes.stream().mapToLong(WindowRevision::lateCount).sum());
        assertThat(result.observations()).isEmpty();
        AnnotationEvent order = recomputeAll(1, 55 * MINUTE + 1);
        assertThat(Recomputation.of(stored(stream, List.of(order), END)).windows())
                .as("an order finds nothing left to do")
                .isEqualTo(result.windows());
    }

    @Test
    void recomputeWritesNothingWhereWindowsAreRight() {
        SmallStream stream = new SmallStream(new Random(3), MINUTES);
        stream.observations.removeIf(row -> TestBits.has(row.tests(), TestBits.LATE));
        stream.windows.removeIf(window -> window.revision() > 0);
        AnnotationEvent recompute = recomputeAll(1, 20 * MINUTE);
        assertThat(Recomputation.of(stored(stream, List.of(recompute), END)).windows())
                .isEmpty();
    }

    @Test
    void windowIsLeftAloneWhileReadingsAreOnTheirWayOrLost() {
        SmallStream stream = new SmallStream(new Random(4), MINUTES);
        AnnotationEvent bad = Events.made(1, 0, MINUTE * 1_000, Correction.BAD, 0);
        Recomputation.Result open = Recomputation.of(stored(stream, List.of(bad), MINUTE));
        assertThat(open.windows()).isEmpty();
        assertThat(open.observations())
                .allSatisfy(row -> assertThat(TestBits.has(row.tests(), TestBits.BEYOND_RETENTION))
                        .isTrue());
        assertThat(open.pending()).isTrue();

        stream.observations.removeIf(row -> row.phenomenonMicros() > 0);
        Recomputation.Result lost = Recomputation.of(stored(stream, List.of(bad), END));
        assertThat(lost.windows()).isEmpty();
        assertThat(lost.pending()).isFalse();
    }

    @Test
    void windowWhoseReadingsWereDeletedIsNotReplacedByALaterOneAlone() {
        SmallStream stream = new SmallStream(new Random(2), MINUTES);
        stream.windows.clear();
        stream.observations.removeIf(row -> !TestBits.has(row.tests(), TestBits.BEYOND_RETENTION));
        List<WindowRevision> whole =
                Recomputation.of(stored(stream, List.of(), END)).windows();
        Observation last = stream.observations.stream()
                .filter(row -> row.revision() == 0)
                .max(Comparator.comparingLong(Observation::receivedMillis))
                .orElseThrow();

        Recomputation.Result result = Recomputation.of(stored(List.of(), List.of(last), whole, END));

        assertThat(whole).extracting(WindowRevision::sizeMillis).contains(15 * MINUTE);
        assertThat(result.windows()).extracting(WindowRevision::sizeMillis).doesNotContain(15 * MINUTE);
    }

    private static AnnotationEvent recomputeAll(int sequence, long logMillis) {
        return Events.made(sequence, 0, MINUTES * MINUTE * 1_000, Correction.RECOMPUTE, logMillis);
    }

    private static List<AnnotationEvent> randomEvents(Random random) {
        List<AnnotationEvent> events = new ArrayList<>();
        long log = random.nextInt((int) (20 * MINUTE));
        for (int sequence = 1; sequence <= 6; sequence++) {
            log += random.nextInt((int) (5 * MINUTE));
            AnnotationEvent other = events.isEmpty() ? null : events.get(random.nextInt(events.size()));
            boolean undoable = other != null
                    && events.stream()
                                    .filter(event -> event.annotation().equals(other.annotation()))
                                    .count()
                            == 1;
            if (undoable && random.nextInt(3) == 0) {
                events.add(Events.undone(sequence, other, log));
            } else {
                long from = random.nextInt(550) * 1_000_000L;
                long to = from + 1 + random.nextInt(200_000_000);
                events.add(Events.made(sequence, from, to, randomCorrection(random), log));
            }
        }
        return events;
    }

    private static Correction randomCorrection(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Correction.BAD;
            case 1 -> new Correction(Correction.Kind.OFFSET, random.nextInt(9) - 4);
            case 2 -> new Correction(Correction.Kind.SCALE, 1 + random.nextInt(3));
            default -> Correction.RECOMPUTE;
        };
    }

    private static Recomputation.Stored stored(SmallStream stream, List<AnnotationEvent> events, long asOf) {
        return stored(events, stream.observations, stream.windows, asOf);
    }

    /**
     * The rows that a reader may find if all rows up to a log time are present and some of the later ones; includes
     * rows that were written before.
     */
    private static Recomputation.Stored visible(
            Random random, SmallStream stream, List<AnnotationEvent> events, Recomputation.Result whole, long asOf) {
        List<Observation> observations = Stream.concat(
                        stream.observations.stream()
                                .filter(row -> row.receivedMillis() <= asOf || random.nextBoolean()),
                        whole.observations().stream().filter(row -> row.receivedMillis() <= asOf))
                .sorted(Comparator.comparingInt(Observation::revision))
                .toList();
        List<WindowRevision> windows = Stream.concat(
                        stream.windows.stream().filter(row -> row.recordedMillis() <= asOf || random.nextBoolean()),
                        whole.windows().stream().filter(row -> row.recordedMillis() <= asOf))
                .toList();
        // an event is accepted at the current log time of the store
        List<AnnotationEvent> accepted =
                events.stream().filter(event -> event.logMillis() <= asOf).toList();
        return stored(accepted, observations, windows, asOf);
    }

    private static Recomputation.Stored stored(
            List<AnnotationEvent> events, List<Observation> observations, List<WindowRevision> windows, long asOf) {
        return new Recomputation.Stored(
                Events.DATASTREAM,
                new Recomputation.Range(0, 86_400_000_000L),
                events,
                observations,
                List.of(),
                windows,
                version -> Optional.empty(),
                asOf);
    }

    private static Map<Long, Observation> finals(SmallStream stream, Recomputation.Result result) {
        Map<Long, Observation> finals = new HashMap<>();
        stream.last().forEach(row -> finals.put(row.phenomenonMicros(), row));
        result.observations().forEach(row -> {
            Observation before = finals.put(row.phenomenonMicros(), row);
            assertThat(row.revision()).isEqualTo(before.revision() + 1);
            assertThat(row.cause()).isEqualTo(Observation.Cause.CORRECTION);
        });
        return finals;
    }

    private static Map<Window, WindowRevision> folded(
            List<WindowRevision> stream, List<WindowRevision> replacing, long asOf) {
        return Stream.concat(stream.stream(), replacing.stream())
                .filter(revision -> revision.recordedMillis() <= asOf)
                .collect(Collectors.groupingBy(
                        revision -> new Window(revision.sizeMillis(), revision.startMicros()),
                        Collectors.collectingAndThen(Collectors.toList(), WindowRevision::fold)));
    }

    private static void assertSame(Window window, WindowRevision folded, Map<Long, Observation> finals) {
        WindowAccumulator naive = new WindowAccumulator(window.start);
        long size = window.size * 1_000;
        finals.values().stream()
                .filter(row -> Math.floorDiv(row.phenomenonMicros(), size) * size == window.start)
                .sorted(Comparator.comparingLong(Observation::phenomenonMicros))
                .forEach(row -> naive.add(row, ReadingKind.of(Statistic.MEAN)));
        WindowContent content = naive.content();
        assertThat(folded.missingCount()).isEqualTo(content.missing());
        assertThat(folded.failCount()).isEqualTo(content.fail());
        assertThat(folded.notEvaluatedCount()).isEqualTo(content.notEvaluated());
        assertSame(folded.good(), content.good());
        assertSame(folded.suspect(), content.suspect());
    }

    private static void assertSame(Summary one, Summary other) {
        assertThat(one.count()).isEqualTo(other.count());
        if (one.count() > 0) {
            assertThat(one.min()).isEqualTo(other.min());
            assertThat(one.max()).isEqualTo(other.max());
            assertThat(one.firstMicros()).isEqualTo(other.firstMicros());
            assertThat(one.last()).isEqualTo(other.last());
            assertThat(one.mean()).isCloseTo(other.mean(), within(1e-9 * Math.max(1, Math.abs(other.mean()))));
            assertThat(one.squares()).isCloseTo(other.squares(), within(1e-6));
        }
    }
}
