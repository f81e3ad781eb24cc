package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.Steps.SECOND;
import static org.metrobed.stream.Steps.reading;
import static org.metrobed.stream.Steps.settings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.PlausibleTime;
import org.metrobed.analysis.quality.ProviderFlag;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Datastream.Repeats;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.StatedValue;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.stream.Steps;
import org.metrobed.stream.support.KeyTimer;

class CleanerTest {

    private static final long HOUR = 3_600;
    private static final QualityConfig SPIKES = Steps.GROSS_RANGE.with(new Spike.Params(4.5, 10, Spike.Method.AVERAGE));

    private final Cleaner cleaner = new Cleaner(48 * HOUR * 1_000);
    private final CleaningState state = new CleaningState();
    private final List<Observation> stored = new ArrayList<>();
    private final List<CleanedStep> steps = new ArrayList<>();
    private final List<CleanedStep> passed = new ArrayList<>();
    private final Cleaner.Output out = new Gathered(stored, passed, steps);
    private DatastreamSettings settings = settings(0, 130);

    @Test
    void orderedReadingsPassAtOnceInBothDirections() {
        take(60, 60, 1);
        take(120, 120, 2);
        assertThat(stored).extracting(Observation::result).containsExactly(1.0, 2.0);
        assertThat(steps).extracting(CleanedStep::clockMicros).containsExactly(60 * SECOND, 120 * SECOND);
        assertThat(steps).noneMatch(CleanedStep::late);
    }

    @Test
    void allowanceHoldsRowsBackUntilStragglersHadTheirChance() {
        settings = settings(100, 130);
        take(60, 60, 1);
        take(120, 61, 2);
        take(90, 62, 3);
        assertThat(stored).hasSize(3);
        assertThat(observed()).isEmpty();
        take(200, 200, 4);
        assertThat(observed()).containsExactly(60L, 90L);
        take(300, 300, 5);
        assertThat(observed()).containsExactly(60L, 90L, 120L, 200L);
        assertThat(steps).noneMatch(CleanedStep::late);
    }

    @Test
    void readingBehindTheClockIsMarkedLate() {
        take(120, 120, 1);
        take(60, 121, 2);
        assertThat(TestBits.has(stored.get(1).tests(), TestBits.LATE)).isTrue();
        assertThat(steps.get(1).late()).isTrue();
        assertThat(steps.get(1).clockMicros()).isEqualTo(120 * SECOND);
    }

    @Test
    void repeatedTimeGoesToTheStoreAloneMarked() {
        take(60, 60, 1);
        take(60, 61, 1);
        assertThat(stored).hasSize(2);
        assertThat(TestBits.has(stored.get(1).tests(), TestBits.DUPLICATE)).isTrue();
        assertThat(steps).hasSize(1);
    }

    @Test
    void repeatedTimeIsMarkedToReplaceWhereTheDatastreamSaysThatTheLastValueStands() {
        settings = settings.withOptions(
                ParamSpec.of(DatastreamOptions.class).with(settings.options(), "repeats", Repeats.LAST));
        take(60, 60, 1);
        take(60, 61, 2);
        assertThat(TestBits.has(stored.get(0).tests(), TestBits.REPLACES)).isFalse();
        assertThat(TestBits.has(stored.get(1).tests(), TestBits.REPLACES)).isTrue();
    }

    @Test
    void validatedValueAloneIsMarkedToReplaceWhereTheApprovalDecides() {
        settings = settings.withOptions(
                ParamSpec.of(DatastreamOptions.class).with(settings.options(), "repeats", Repeats.APPROVAL));
        take(60, 60, 1);
        take(60, 61, 2);
        take(60, 62, 3, TestBits.VALIDATED);
        take(120, 120, 4, TestBits.VALIDATED);
        long marks = TestBits.VALIDATED | TestBits.REPLACES;
        assertThat(stored)
                .extracting(row -> TestBits.marks(row.tests()) & marks)
                .containsExactly(0L, 0L, marks, TestBits.VALIDATED);
    }

    @Test
    void readingBeyondTheHorizonGoesToTheStoreAloneMarked() {
        take(100 * HOUR, 60, 1);
        take(52 * HOUR, 61, 2);
        take(52 * HOUR - 1, 62, 3);
        assertThat(TestBits.has(stored.get(1).tests(), TestBits.BEYOND_RETENTION))
                .isFalse();
        assertThat(TestBits.has(stored.get(2).tests(), TestBits.BEYOND_RETENTION))
                .isTrue();
        assertThat(steps).hasSize(2);
    }

    @Test
    void quietDatastreamReleasesWhatWaitsAndTicks() {
        settings = settings(100, 130);
        take(60, 60, 1);
        take(120, 61, 2);
        cleaner.runDue(state, (61 + 130) * 1_000, out);
        assertThat(observed()).containsExactly(60L, 120L);
        CleanedStep tick = steps.get(steps.size() - 1);
        assertThat(tick.quiet()).isTrue();
        assertThat(tick.logMillis()).isEqualTo((61 + 130) * 1_000);
        assertThat(state.idle).isTrue();
        take(100, 300, 3);
        assertThat(steps.get(steps.size() - 1).late()).isTrue();
    }

    @Test
    void flagOfTheSenderStaysWhenRowsAreTestedInOrder() {
        settings = settings(100, 130).withQuality(SPIKES);
        cleaner.accept(state, reading(60, 60, 1, settings).withMarks(ProviderFlag.mark(QualityFlag.FAIL, 1)), out);
        cleaner.accept(state, reading(120, 61, 1, settings).withMarks(ProviderFlag.mark(QualityFlag.SUSPECT, 1)), out);
        take(180, 62, 1);
        take(400, 63, 1);
        take(460, 64, 1);

        assertThat(steps)
                .filteredOn(step -> step.observation() != null)
                .extracting(step -> step.observation().flag())
                .startsWith(QualityFlag.FAIL, QualityFlag.SUSPECT);
    }

    @Test
    void flagsComeFromTheRangesInForce() {
        take(1, 1, 600);
        take(2, 2, 2_000);
        take(3, 3, Double.NaN);
        take(4, 4, 5);
        assertThat(stored)
                .extracting(Observation::flag)
                .containsExactly(QualityFlag.SUSPECT, QualityFlag.FAIL, QualityFlag.MISSING, QualityFlag.GOOD);
    }

    @Test
    void settingsHoldUntilOthersArrive() {
        cleaner.accept(state, reading(1, 1, 1, settings), out);
        cleaner.accept(state, reading(2, 2, 2, null), out);
        assertThat(steps.get(1).settings()).isSameAs(settings);
    }

    @Test
    void rowLeavesAtOnceAndItsSuccessorRevisesIt() {
        settings = settings(0, 130, SPIKES);
        take(60, 60, 1);
        take(120, 120, 20);
        assertThat(observed()).containsExactly(60L);
        assertThat(passed).hasSize(2);
        take(180, 180, 2);
        assertThat(stored).extracting(Observation::revision).containsExactly(0, 0, 0, 1);
        assertThat(stored)
                .extracting(Observation::flag)
                .containsExactly(QualityFlag.GOOD, QualityFlag.GOOD, QualityFlag.GOOD, QualityFlag.FAIL);
        assertThat(stored.get(3).cause()).isEqualTo(Observation.Cause.VERDICT);
        assertThat(stored.get(3).phenomenonMicros()).isEqualTo(120 * SECOND);
        assertThat(stored)
                .as("an earlier as_of does not see the verdict")
                .extracting(Observation::receivedMillis)
                .containsExactly(60_000L, 120_000L, 180_000L, 180_000L);
        assertThat(TestBits.verdict(stored.get(1).tests(), Spike.TEST.slot())).isEqualTo(QualityFlag.NOT_EVALUATED);
        CleanedStep step = steps.get(steps.size() - 1);
        assertThat(step.observation().flag()).isEqualTo(QualityFlag.FAIL);
        assertThat(step.clockMicros())
                .as("the window closes when the next one begins")
                .isEqualTo(180 * SECOND);
    }

    @Test
    void whatThePayloadSaidStaysWithEachRevisionAndEachWayThrough() {
        settings = settings(0, 130, SPIKES);
        List<StatedValue> said = List.of(
                new StatedValue(0.001, "mg/m3"), new StatedValue(0.02, "mg/m3"), new StatedValue(0.002, "mg/m3"));
        cleaner.accept(state, reading(60, 60, 1, settings).withStated(said.get(0)), out);
        cleaner.accept(state, reading(120, 120, 20, null).withStated(said.get(1)), out);
        cleaner.accept(state, reading(180, 180, 2, null).withStated(said.get(2)), out);
        cleaner.accept(state, reading(180, 181, 3, null).withStated(said.get(0)), out);
        cleaner.accept(state, reading(90, 182, 3, null), out);
        assertThat(stored)
                .extracting(Observation::stated)
                .containsExactly(said.get(0), said.get(1), said.get(2), said.get(1), said.get(0), null);
        assertThat(stored.get(3).revision()).isEqualTo(1);
    }

    @Test
    void silenceReleasesTheNewestRowWithoutVerdictForGood() {
        settings = settings(0, 130, SPIKES);
        take(60, 60, 1);
        take(120, 120, 20);
        cleaner.runDue(state, (120 + 130) * 1_000, out);
        assertThat(observed()).containsExactly(60L, 120L);
        take(300, 300, 1);
        assertThat(stored).as("no revision").hasSize(3);
    }

    @Test
    void rowWithoutOpenVerdictIsNotHeld() {
        settings = settings(0, 130, SPIKES);
        take(60, 60, Double.NaN);
        assertThat(observed()).containsExactly(60L);
    }

    @Test
    void rowThatWaitsForItsPlaceIsTestedByWhatNeedsNoHistoryFirst() {
        settings = settings(100, 130, Steps.GROSS_RANGE.with(RateOfChange.Params.perSecond(0.1, Double.NaN, false)));
        take(60, 60, 1);
        take(120, 61, 50);
        assertThat(stored)
                .as("a test is left to do")
                .extracting(Observation::flag)
                .containsOnly(QualityFlag.NOT_EVALUATED);
        take(220, 220, 51);
        assertThat(stored).extracting(Observation::revision).containsExactly(0, 0, 1, 1, 0);
        assertThat(stored.get(2).flag()).isEqualTo(QualityFlag.GOOD);
        assertThat(stored.get(3).flag()).isEqualTo(QualityFlag.SUSPECT);
        assertThat(observed()).containsExactly(60L, 120L);
    }

    @Test
    void lateRowIsTestedByWhatNeedsNoHistoryAndChangesNoOther() {
        settings = settings(0, 130, SPIKES);
        take(60, 60, 1);
        take(180, 180, 1);
        take(120, 181, 700);
        take(240, 240, 1);
        assertThat(stored).hasSize(4);
        assertThat(stored.get(2).flag()).isEqualTo(QualityFlag.SUSPECT);
        assertThat(TestBits.verdict(stored.get(2).tests(), Spike.TEST.slot())).isEqualTo(QualityFlag.NOT_EVALUATED);
        assertThat(observed()).containsExactly(60L, 120L, 180L);
        assertThat(steps.stream()
                        .filter(CleanedStep::late)
                        .findFirst()
                        .orElseThrow()
                        .clockMicros())
                .as("180 s is still to come")
                .isEqualTo(180 * SECOND);
    }

    @Test
    void lateRowIsGoodOnlyIfAllItsTestsWereDone() {
        take(120, 120, 1);
        take(60, 121, 2);
        assertThat(stored.get(1).flag()).as("only the gross range").isEqualTo(QualityFlag.GOOD);
        settings = settings(0, 130, SPIKES);
        take(180, 180, 1);
        take(90, 181, 2);
        take(91, 182, 2_000);
        take(92, 183, Double.NaN);
        take(180, 184, 2);
        assertThat(stored.subList(3, 7))
                .extracting(Observation::flag)
                .containsExactly(
                        QualityFlag.NOT_EVALUATED, QualityFlag.FAIL, QualityFlag.MISSING, QualityFlag.NOT_EVALUATED);
    }

    @Test
    void rowOfAClockThatWasNotSetIsSuspectInOrderWaitingAndLate() {
        settings = settings(0, 130, SPIKES);
        take(60, 60, 1, PlausibleTime.SUSPECT);
        settings = settings(100, 130, SPIKES);
        take(120, 120, 1, PlausibleTime.SUSPECT);
        take(121, 121, 1, TestBits.CLOCK_REPLACED);
        take(300, 300, 1, 0);
        take(400, 400, 1, 0);
        take(30, 400, 1, PlausibleTime.SUSPECT);
        Map<Long, Observation> last = new TreeMap<>();
        stored.forEach(row -> last.put(row.phenomenonMicros() / SECOND, row));
        assertThat(last.values())
                .extracting(Observation::flag)
                .containsExactly(
                        QualityFlag.SUSPECT,
                        QualityFlag.SUSPECT,
                        QualityFlag.SUSPECT,
                        QualityFlag.GOOD,
                        QualityFlag.GOOD,
                        QualityFlag.NOT_EVALUATED);
        assertThat(last.keySet()).containsExactly(30L, 60L, 120L, 121L, 300L, 400L);
        assertThat(TestBits.has(last.get(121L).tests(), TestBits.CLOCK_REPLACED))
                .isTrue();
        assertThat(steps.stream()
                        .map(CleanedStep::observation)
                        .filter(row -> row != null && row.phenomenonMicros() == 120 * SECOND))
                .extracting(Observation::flag)
                .containsExactly(QualityFlag.SUSPECT);
    }

    private void take(long observedSecond, long receivedSecond, double value, long clock) {
        cleaner.accept(
                state, reading(observedSecond, receivedSecond, value, settings).withMarks(clock), out);
    }

    @Test
    void steadyNorthWindIsGood() {
        QualityConfig limits = QualityConfig.ofInterval(60 * SECOND)
                .with(new RateOfChange.Params(60, 120, 60, false))
                .with(new Spike.Params(60, 120, Spike.Method.AVERAGE));
        DatastreamSettings line = settings(0, 130, limits);
        settings = line.with()
                .options(DatastreamOptions.of(Statistic.DIRECTION, 60_000, 0, line.idleTimeoutMillis()))
                .build();
        double[] wind = {350, 10, 355, 5, 340, 20};
        for (int i = 0; i < wind.length; i++) {
            take(60L * i, 60L * i, wind[i]);
        }
        assertThat(stored).extracting(Observation::flag).containsOnly(QualityFlag.GOOD);
    }

    @Test
    void thresholdsThatChangeHoldFromTheNextReading() {
        settings = settings(0, 130, SPIKES);
        take(60, 60, 1);
        take(120, 120, 20);
        settings = settings(0, 130);
        take(180, 180, 2);
        assertThat(stored).hasSize(3);
        assertThat(observed()).containsExactly(60L, 120L, 180L);
    }

    @Test
    void deadDatastreamKeepsItsClockAlone() throws IOException {
        settings = settings(0, 130, SPIKES.with(FlatLine.Params.ofGap(600, 1_200, 1, 300)));
        for (long i = 1; i <= 200; i++) {
            take(60 * i + i % 3, 60 * i + 3, (int) i % 4);
        }
        int alive = bytes();
        cleaner.runDue(state, 12_003_000 + 130_000 + KeyTimer.FORGET_MILLIS, out);
        assertThat(bytes()).isLessThan(400).isLessThan(alive);
        assertThat(state.nextDeadlineMillis()).isZero();
        long after = 12_003 + 40 * 86_400;
        take(600, after, 7);
        assertThat(TestBits.has(stored.get(stored.size() - 1).tests(), TestBits.BEYOND_RETENTION))
                .isTrue();
        take(after, after, 7);
        assertThat(stored.get(stored.size() - 1).flag()).isEqualTo(QualityFlag.GOOD);
        assertThat(state.idle).isFalse();
    }

    @Test
    void stateOfAllTestsOfARegularSensorIsSmall() throws IOException {
        settings = settings(
                0,
                130,
                SPIKES.with(RateOfChange.Params.perSecond(1, 2, false))
                        .with(FlatLine.Params.ofGap(3_600, 10_800, 0.001, 300)));
        for (long i = 1; i <= 3_000; i++) {
            take(60 * i, 60 * i, Math.sin((double) i));
        }
        assertThat(bytes()).isLessThan(600);
    }

    private int bytes() throws IOException {
        DataOutputSerializer bytes = new DataOutputSerializer(256);
        new CleaningStateFormat().write(state, bytes);
        return bytes.length();
    }

    private void take(long observedSecond, long receivedSecond, double value) {
        cleaner.accept(state, reading(observedSecond, receivedSecond, value, settings), out);
    }

    private List<Long> observed() {
        return steps.stream()
                .filter(step -> step.observation() != null)
                .map(step -> step.observation().phenomenonMicros() / SECOND)
                .toList();
    }
}
