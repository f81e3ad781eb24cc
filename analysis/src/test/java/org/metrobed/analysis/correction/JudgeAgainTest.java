package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.ProviderFlag;
import org.metrobed.analysis.quality.QualityRun;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;

final class JudgeAgainTest {

    private static final long STEP = 10_000_000;
    private static final int ROWS = 300;
    private static final long END = 600 * LogMinute.MILLIS;
    private static final QualityConfig CONFIG = QualityConfig.ofInterval(STEP)
            .with(new Spike.Params(20, 60, Spike.Method.AVERAGE))
            .with(RateOfChange.Params.perSecond(4, 9, false))
            .with(FlatLine.Params.ofReference(60, 120, 0.5));
    private static final QualityRun RUN = new QualityRun(CONFIG, Scale.LINE);

    private final TreeMap<Long, Double> values = new TreeMap<>();
    private final TreeMap<Long, Long> received = new TreeMap<>();
    private final Map<Long, Double> replaced = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void readingsInAnyOrderOfArrivalGetTheVerdictsOfTheOrderOfTime(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROWS; i++) {
            boolean flat = i / 20 % 3 == 1;
            put(i, flat ? 5 : random.nextInt(8) * random.nextInt(9), random.nextInt(3) == 0 ? random.nextInt(90) : 0);
        }
        Map<Long, Verdicts> inOrder = run(values);
        List<ReadingRevisions> rows = rows();
        ValidReadings valid = valid(rows, END);
        for (ReadingRevisions row : rows) {
            Observation judged = valid.at(row, END);
            Verdicts tests = TestBits.unmark(judged.tests(), TestBits.MARKS);
            assertThat(verdicts(tests))
                    .as("row %d", row.micros() / STEP)
                    .isEqualTo(verdicts(inOrder.get(row.micros())));
            assertThat(judged.flag()).isEqualTo(TestBits.overall(tests));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13})
    void laterReadingsDoNotChangeWhatAMinuteHad(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROWS; i++) {
            put(i, random.nextInt(9) * random.nextInt(9), random.nextInt(4) == 0 ? random.nextInt(90) : 0);
        }
        List<ReadingRevisions> rows = rows();
        ValidReadings whole = valid(rows, END);
        for (long minute = LogMinute.MILLIS; minute < END / 4; minute += 7 * LogMinute.MILLIS) {
            long at = minute;
            List<ReadingRevisions> then = rows.stream()
                    .filter(row -> row.isKnown(at) || random.nextBoolean())
                    .toList();
            ValidReadings valid = valid(then, at);
            then.stream()
                    .filter(row -> row.isKnown(at))
                    .forEach(row -> assertThat(valid.at(row, at)).isEqualTo(whole.at(row, at)));
        }
    }

    @Test
    void spikeInABatchThatComesNewestFirstIsASpike() {
        for (int i = 0; i < 60; i++) {
            put(i, i == 30 ? 300 : 5 + i % 2, i == 59 ? 0 : 10);
        }
        List<ReadingRevisions> rows = rows();
        assertThat(rows.get(30).at(END).flag()).as("as the stream has it").isEqualTo(QualityFlag.NOT_EVALUATED);
        Observation spike = valid(rows, END).at(rows.get(30), END);
        assertThat(spike.flag()).isEqualTo(QualityFlag.FAIL);
        assertThat(spike.cause()).isEqualTo(Observation.Cause.JUDGED);
        assertThat(valid(rows, END).at(rows.get(10), END).flag()).isEqualTo(QualityFlag.GOOD);
    }

    @Test
    void firstReadingOfABacklogBetweenLiveReadingsIsGoodAsInOrder() {
        for (int i = 0; i < 12; i++) {
            put(i, i == 2 ? 300 : 5 + i % 2, i < 6 ? 10 : 0);
        }
        List<ReadingRevisions> rows = rows();
        assertThat(rows.get(0).at(END).flag()).as("as the stream has it").isEqualTo(QualityFlag.NOT_EVALUATED);
        Observation first = valid(rows, END).at(rows.get(0), END);
        assertThat(first.flag()).isEqualTo(QualityFlag.GOOD);
        assertThat(first.cause()).isEqualTo(Observation.Cause.JUDGED);
        assertThat(TestBits.verdict(first.tests(), new Spike.Params(20, 60, Spike.Method.AVERAGE).slot()))
                .as("no reading is before it")
                .isEqualTo(QualityFlag.NOT_EVALUATED);
        assertThat(rows.stream().map(row -> valid(rows, END).at(row, END).flag()))
                .isEqualTo(run(values).values().stream().map(TestBits::overall).toList());
    }

    @Test
    void lateReadingIsJudgedAgainWhenTheOneBeforeItComesLater() {
        for (int i = 0; i < 12; i++) {
            put(i, i == 2 ? 300 : 5 + i % 2, i == 3 ? 10 : i == 2 ? 30 : 0);
        }
        List<ReadingRevisions> rows = rows();
        Observation before = valid(rows, 29 * LogMinute.MILLIS).at(rows.get(3), 29 * LogMinute.MILLIS);
        assertThat(before.flag()).isEqualTo(QualityFlag.GOOD);
        assertThat(valid(rows, END).at(rows.get(3), END).flag())
                .as("beside a spike")
                .isEqualTo(TestBits.overall(run(values).get(3 * STEP)))
                .isNotEqualTo(QualityFlag.GOOD);
    }

    @Test
    void valueThatReplacesAnotherIsJudgedWithItsNeighbours() {
        for (int i = 0; i < 60; i++) {
            put(i, i == 30 ? 300 : 5, 0);
        }
        replaced.put(30 * STEP, 5.0);
        values.put(30 * STEP, 5.0);
        Map<Long, Verdicts> inOrder = run(values);
        values.put(30 * STEP, 300.0);
        List<ReadingRevisions> rows = rows();
        ValidReadings valid = valid(rows, END);
        assertThat(valid.at(rows.get(30), END).result()).isEqualTo(5);
        assertThat(valid.at(rows.get(30), END).cause()).isEqualTo(Observation.Cause.REPLACED);
        rows.forEach(row -> assertThat(TestBits.unmark(valid.at(row, END).tests(), TestBits.MARKS))
                .isEqualTo(inOrder.get(row.micros())));
    }

    @Test
    void redeliveredValueReplacesNothing() {
        Observation first = reading(0, 1, 1_000, TestBits.NONE, Verdicts.NONE);
        Observation second = reading(0, 2, 2_000, TestBits.REPLACES, Verdicts.NONE);
        Observation again = reading(0, 1, 3_000, TestBits.REPLACES, Verdicts.NONE);
        Observation unwanted = reading(0, 3, 4_000, TestBits.DUPLICATE, Verdicts.NONE);
        ReadingRevisions row = new ReadingRevisions(List.of(first), List.of(again, unwanted, second));
        assertThat(row.at(LogMinute.MILLIS).result()).isEqualTo(2);
        assertThat(row.at(2_000).result()).as("before it was received").isEqualTo(1);
    }

    @Test
    void lastFlagThatAProviderGivesToItsValueStands() {
        Observation first = reading(0, 1, 1_000, TestBits.NONE, Verdicts.NONE);
        Observation flagged =
                reading(0, 1, 2_000, TestBits.REPLACES, Verdicts.of(ProviderFlag.mark(QualityFlag.FAIL, 1)));
        Observation again = flagged.with().receivedMillis(3_000).build();
        Observation withdrawn = reading(0, 1, 4_000, TestBits.REPLACES, Verdicts.NONE);
        ReadingRevisions row = new ReadingRevisions(List.of(first), List.of(flagged, withdrawn, again));
        assertThat(row.repeats()).as("an exact redelivery replaces nothing").containsExactly(flagged, withdrawn);
        Observation valid = row.at(3_500);
        assertThat(ProviderFlag.isFail(valid.tests().word0())).isTrue();
        assertThat(valid.cause()).isEqualTo(Observation.Cause.REPLACED);
        assertThat(row.at(2_000)).as("before it was received").isEqualTo(first);
        assertThat(ProviderFlag.isFail(row.at(LogMinute.MILLIS).tests().word0()))
                .as("after it was withdrawn")
                .isFalse();
    }

    @Test
    void missingValueIsFilledByTheFirstNumberUnlessItIsValidated() {
        Observation missing = reading(0, Double.NaN, 1_000, TestBits.NONE, Verdicts.NONE);
        Observation number = reading(0, 3, 2_000, TestBits.DUPLICATE, Verdicts.NONE);
        Observation second = reading(0, 4, 3_000, TestBits.DUPLICATE, Verdicts.NONE);
        Observation blank = reading(0, Double.NaN, 4_000, TestBits.DUPLICATE, Verdicts.NONE);

        ReadingRevisions row = new ReadingRevisions(List.of(missing), List.of(second, blank, number));
        assertThat(row.repeats()).containsExactly(number);
        assertThat(row.at(LogMinute.MILLIS).result()).isEqualTo(3);
        assertThat(row.at(LogMinute.MILLIS).cause()).isEqualTo(Observation.Cause.REPLACED);

        Observation forGood = reading(0, Double.NaN, 1_000, TestBits.VALIDATED, Verdicts.NONE);
        assertThat(new ReadingRevisions(List.of(forGood), List.of(number)).repeats())
                .as("its provider has validated that there is none")
                .isEmpty();
    }

    @Test
    void validatedValueReplacesAProvisionalOneAndIsReplacedByNone() {
        long decides = TestBits.VALIDATED | TestBits.REPLACES;
        Observation provisional = reading(0, 1, 1_000, TestBits.NONE, Verdicts.NONE);
        Observation validated = reading(0, 2, 2_000, decides, Verdicts.NONE);
        Observation second = reading(0, 3, 3_000, decides, Verdicts.NONE);
        ReadingRevisions row = new ReadingRevisions(List.of(provisional), List.of(second, validated));
        assertThat(row.at(2_000)).isEqualTo(provisional);
        assertThat(row.at(LogMinute.MILLIS).result()).isEqualTo(2);
        assertThat(TestBits.marks(row.at(LogMinute.MILLIS).tests())).isEqualTo(TestBits.VALIDATED);

        Observation first = reading(0, 1, 1_000, TestBits.VALIDATED, Verdicts.NONE);
        assertThat(new ReadingRevisions(List.of(first), List.of(second)).repeats())
                .as("of equal approval the first stands")
                .isEmpty();
    }

    @Test
    void validatedValueThatIsTheProvisionalOneValidatesIt() {
        Observation provisional = reading(0, 1, 1_000, TestBits.NONE, Verdicts.NONE);
        Observation same = reading(0, 1, 2_000, TestBits.VALIDATED | TestBits.REPLACES, Verdicts.NONE);
        Observation valid = new ReadingRevisions(List.of(provisional), List.of(same)).at(LogMinute.MILLIS);
        assertThat(valid.result()).isEqualTo(1);
        assertThat(valid.cause()).isEqualTo(Observation.Cause.REPLACED);
        assertThat(TestBits.has(valid.tests(), TestBits.VALIDATED)).isTrue();
    }

    @Test
    void readingBeyondTheRetentionIsJudgedWithItsNeighbours() {
        for (int i = 0; i < 60; i++) {
            put(i, i == 30 ? 300 : 5 + i % 2, i == 59 ? 0 : 10);
        }
        List<ReadingRevisions> rows = rows().stream()
                .map(row -> row.micros() == 59 * STEP
                        ? row
                        : new ReadingRevisions(
                                List.of(row.at(END)
                                        .withTests(TestBits.mark(row.at(END).tests(), TestBits.BEYOND_RETENTION))),
                                List.of()))
                .toList();
        assertThat(valid(rows, END).at(rows.get(30), END).flag()).isEqualTo(QualityFlag.FAIL);
        assertThat(valid(rows, END).at(rows.get(10), END).flag()).isEqualTo(QualityFlag.GOOD);
    }

    @Test
    void readingsKeepTheirVerdictsIfSettingsAreNotKnown() {
        put(0, 1, 0);
        put(1, 100, 5);
        List<ReadingRevisions> rows = rows();
        Judgements none = new JudgeAgain(rows, version -> Optional.empty(), List.of()).upTo(END);
        assertThat(none.at(rows.get(1).at(END), END)).isEqualTo(rows.get(1).at(END));
    }

    /** A reading that comes at once, or so many minutes late. */
    private void put(int index, double value, int minutesLate) {
        values.put(index * STEP, value);
        received.put(index * STEP, index * STEP / 1_000 + minutesLate * LogMinute.MILLIS);
    }

    private List<ReadingRevisions> rows() {
        TreeMap<Long, Double> onTime = new TreeMap<>(values);
        onTime.keySet().removeIf(this::isLate);
        Map<Long, Verdicts> stream = run(onTime);
        List<ReadingRevisions> rows = new ArrayList<>();
        values.forEach((micros, value) -> {
            Observation row = isLate(micros)
                    ? reading(micros, value, received.get(micros), TestBits.LATE, RUN.testAlone(micros, value, 0))
                    : reading(micros, value, received.get(micros), TestBits.NONE, stream.get(micros));
            Double other = replaced.get(micros);
            rows.add(new ReadingRevisions(
                    List.of(row),
                    other == null
                            ? List.of()
                            : List.of(reading(
                                    micros,
                                    other,
                                    END / 2,
                                    TestBits.DUPLICATE | TestBits.REPLACES,
                                    RUN.testAlone(micros, other, 0)))));
        });
        return rows;
    }

    private static Map<String, QualityFlag> verdicts(Verdicts tests) {
        Map<String, QualityFlag> verdicts = new TreeMap<>();
        CONFIG.tests()
                .forEach(test -> verdicts.put(
                        test.getClass().getEnclosingClass().getSimpleName(), TestBits.verdict(tests, test.slot())));
        return verdicts;
    }

    private boolean isLate(long micros) {
        return received.get(micros) > micros / 1_000;
    }

    private static ValidReadings valid(List<ReadingRevisions> rows, long asOf) {
        DatastreamSettings settings = new DatastreamSettings(
                Events.DATASTREAM, 3, STEP / 1_000, 0, 60_000, CONFIG, Sentinels.NONE, List.of());
        return new ValidReadings(
                new Corrections(List.of()),
                new JudgeAgain(rows, version -> Optional.of(settings), List.of()).upTo(asOf));
    }

    private static Map<Long, Verdicts> run(SortedMap<Long, Double> series) {
        Map<Long, Verdicts> verdicts = new TreeMap<>();
        QualityState state = new QualityState();
        long[] previous = {-1};
        series.forEach((micros, value) -> {
            Verdicts bits = RUN.accept(state, micros, value, TestBits.NONE);
            if (previous[0] >= 0) {
                verdicts.put(previous[0], state.decidedBits());
            }
            verdicts.put(micros, bits);
            previous[0] = micros;
        });
        return verdicts;
    }

    private static Observation reading(long micros, double value, long receivedMillis, long marks, Verdicts tests) {
        return ObservationBuilder.builder()
                .datastream(Events.DATASTREAM)
                .phenomenonMicros(micros)
                .result(value)
                .flag(
                        (marks & (TestBits.LATE | TestBits.DUPLICATE)) == 0
                                ? TestBits.overall(tests)
                                : TestBits.overallOutOfOrder(tests))
                .tests(TestBits.mark(tests, marks))
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, receivedMillis, 0))
                .receivedMillis(receivedMillis)
                .catalogVersion(3)
                .build();
    }
}
