package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.analysis.quality.TotalStep;
import org.metrobed.analysis.window.SumReadings;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.window.Summary;

/** Totals of which some readings are annotated or replaced: the rows say what windows count. */
final class AnnotatedTotalsTest {

    private static final long STEP = 900_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long ANNOTATED = 2 * DAY_MILLIS;
    private static final long UNDONE = 3 * DAY_MILLIS;
    private static final long END = 4 * DAY_MILLIS;

    private static final DatastreamSettings SETTINGS = new DatastreamSettings(
            Events.DATASTREAM,
            3,
            STEP / 1_000,
            0,
            60_000,
            QualityConfig.ofInterval(STEP).with(TotalStep.Params.USUAL),
            Sentinels.NONE,
            List.of());

    @Test
    void totalAfterABadOneIsNoResetAnyMore() {
        List<ReadingRevisions> rows = rows(1_000, 1_010, 500_000, 500_010, 500_020, 1_020, 1_030, 1_040, 1_050, 1_060);
        assertThat(marked(at(rows, List.of(), END), TestBits.RESET | TestBits.STEP_UNKNOWN))
                .as("as the stream has it")
                .isNotEmpty();

        List<Observation> valid = at(rows, List.of(bad(2, 5)), END);

        assertThat(marked(valid, TestBits.RESET | TestBits.STEP_UNKNOWN)).isEmpty();
        assertThat(valid).filteredOn(row -> row.flag() == QualityFlag.GOOD).hasSize(7);
        assertThat(increase(valid)).isEqualTo(60);
    }

    @Test
    void marksComeBackWhenTheAnnotationIsUndone() {
        List<ReadingRevisions> rows = rows(1_000, 1_010, 500_000, 500_010, 500_020, 1_020, 1_030, 1_040, 1_050, 1_060);
        AnnotationEvent made = bad(2, 5);
        List<AnnotationEvent> events = List.of(made, Events.undone(2, made, UNDONE));

        assertThat(at(rows, events, ANNOTATED)).isEqualTo(at(rows, List.of(), END));
        assertThat(at(rows, events, UNDONE)).isNotEqualTo(at(rows, List.of(), END));
        assertThat(at(rows, events, END)).isEqualTo(at(rows, List.of(), END));
    }

    @Test
    void resetThatIsBadIsThatOfTheNextGoodTotal() {
        List<ReadingRevisions> rows = rows(1_000, 1_010, 0, 10, 20, 30, 40, 50);
        assertThat(marked(at(rows, List.of(), END), TestBits.RESET)).containsExactly(0.0);

        List<Observation> valid = at(rows, List.of(bad(2, 4)), END);

        assertThat(marked(valid, TestBits.RESET)).containsExactly(20.0);
        assertThat(increase(valid)).isEqualTo(10 + 50);
    }

    @Test
    void unknownStepToABadTotalIsThatToTheNextGoodOne() {
        double[] exchanged = {1_000, 1_010, 400, 410, 420, 430, 440, 450, 460};
        List<ReadingRevisions> rows = rows(exchanged);
        assertThat(marked(at(rows, List.of(), END), TestBits.STEP_UNKNOWN)).containsExactly(430.0);

        for (int first = 2; first <= 5; first++) {
            List<Observation> valid = at(rows, List.of(bad(first, 6)), END);

            assertThat(marked(valid, TestBits.STEP_UNKNOWN))
                    .as("bad from row %d", first)
                    .containsExactly(440.0);
            assertThat(valid.subList(6, 9)).extracting(Observation::flag).containsOnly(QualityFlag.GOOD);
            assertThat(summary(valid).course().known()).isFalse();
        }
    }

    @Test
    void unknownStepIsKnownIfTheMeterGoesOnFromItsTotalBefore() {
        List<ReadingRevisions> rows = rows(1_000, 1_010, 400, 410, 420, 430, 1_020, 1_030, 1_040, 1_050, 1_060);

        List<Observation> valid = at(rows, List.of(bad(2, 6)), END);

        assertThat(marked(valid, TestBits.RESET | TestBits.STEP_UNKNOWN)).isEmpty();
        assertThat(increase(valid)).isEqualTo(60);
    }

    @Test
    void stepToATotalFromBeforeAResetIsKnownIfTheReadingsOfTheResetAreBad() {
        List<ReadingRevisions> rows = rows(1_000, 1_010, 0, 0, 0, 0, 0, 0, 1_080, 1_090, 1_100);
        assertThat(marked(at(rows, List.of(), END), TestBits.STEP_UNKNOWN)).containsExactly(1_080.0);

        List<Observation> valid = at(rows, List.of(bad(2, 8)), END);

        assertThat(marked(valid, TestBits.RESET | TestBits.STEP_UNKNOWN)).isEmpty();
        assertThat(increase(valid)).isEqualTo(100);
    }

    @Test
    void totalThatComesAfterTheAnnotationIsJudgedWithoutTheBadOnes() {
        List<ReadingRevisions> rows =
                new ArrayList<>(rows(1_000, 1_010, 500_000, 500_010, 500_020, 1_020, 1_030, 1_040, 1_050, 1_060));
        for (int row = 5; row < rows.size(); row++) {
            Observation later = rows.get(row).at(END);
            rows.set(
                    row,
                    new ReadingRevisions(
                            List.of(later.with()
                                    .receivedMillis(ANNOTATED + row * 60_000L)
                                    .build()),
                            List.of()));
        }

        List<Observation> valid = at(rows, List.of(bad(2, 5)), END);

        assertThat(marked(valid, TestBits.RESET | TestBits.STEP_UNKNOWN)).isEmpty();
        assertThat(increase(valid)).isEqualTo(60);
    }

    @Test
    void replacedTotalHasNoMarkOfTheOneBefore() {
        List<ReadingRevisions> rows = new ArrayList<>(rows(1_000, 1_010, 0, 10, 20, 30, 40, 1_080));
        double[] right = {1_020, 1_030, 1_040, 1_050, 1_060};
        for (int row = 2; row < 7; row++) {
            rows.set(row, rows.get(row).with(repeat(row, right[row - 2])));
        }

        List<Observation> valid = at(rows, List.of(), END);

        assertThat(marked(valid, TestBits.RESET | TestBits.STEP_UNKNOWN)).isEmpty();
        assertThat(valid).extracting(Observation::flag).containsOnly(QualityFlag.GOOD);
        assertThat(increase(valid)).isEqualTo(80);
    }

    @Test
    void annotationReachesTheFourTotalsAfterIt() {
        List<ReadingRevisions> rows = rows(1_000, 1_010, 500_000, 1_020, 1_030, 1_040, 1_050, 1_060);
        JudgeAgain judge = new JudgeAgain(rows, version -> Optional.of(SETTINGS), List.of(bad(2, 3)));
        judge.upTo(END);

        assertThat(judge.reached(new Recomputation.Range(0, 3 * STEP), END))
                .singleElement()
                .satisfies(reached ->
                        assertThat(reached.range().contains(6 * STEP)).isTrue());
    }

    private static AnnotationEvent bad(int firstRow, int endRow) {
        return Events.made(1, firstRow * STEP, endRow * STEP, Correction.BAD, ANNOTATED);
    }

    private static List<Observation> at(List<ReadingRevisions> rows, List<AnnotationEvent> events, long minute) {
        JudgeAgain judge = new JudgeAgain(rows, version -> Optional.of(SETTINGS), events);
        ValidReadings valid = new ValidReadings(new Corrections(events), judge.upTo(END));
        return rows.stream().map(row -> valid.at(row, minute)).toList();
    }

    private static List<Double> marked(List<Observation> rows, long marks) {
        return rows.stream()
                .filter(row -> TestBits.has(row.tests(), marks))
                .map(Observation::result)
                .toList();
    }

    private static Summary summary(List<Observation> rows) {
        return SumReadings.of(DAY_MILLIS, rows, ReadingKind.of(Statistic.TOTAL)).good();
    }

    private static double increase(List<Observation> rows) {
        Summary good = summary(rows);
        assertThat(good.course().known()).isTrue();
        return good.last() - good.first() + good.course().carried();
    }

    /** Rows with the verdicts of the stream. */
    private static List<ReadingRevisions> rows(double... totals) {
        List<Observation> plain = IntStream.range(0, totals.length)
                .mapToObj(row -> reading(row, totals[row], row * STEP / 1_000, Verdicts.NONE))
                .toList();
        TestsInOrder tests = new TestsInOrder();
        tests.learn(
                plain.stream()
                        .map(row -> new ReadingRevisions(List.of(row), List.of()))
                        .toList(),
                version -> Optional.of(SETTINGS));
        Map<Long, Verdicts> verdicts = tests.run(plain, Set.of());
        return plain.stream()
                .map(row -> new ReadingRevisions(
                        List.of(row.with()
                                .tests(verdicts.get(row.phenomenonMicros()))
                                .flag(TestBits.overall(verdicts.get(row.phenomenonMicros())))
                                .build()),
                        List.of()))
                .toList();
    }

    private static Observation repeat(int row, double value) {
        return reading(row, value, ANNOTATED, Verdicts.of(TestBits.DUPLICATE | TestBits.REPLACES));
    }

    private static Observation reading(int row, double value, long receivedMillis, Verdicts tests) {
        return ObservationBuilder.builder()
                .datastream(Events.DATASTREAM)
                .phenomenonMicros(row * STEP)
                .result(value)
                .flag(QualityFlag.GOOD)
                .tests(tests)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, receivedMillis, row))
                .receivedMillis(receivedMillis)
                .catalogVersion(3)
                .build();
    }
}
