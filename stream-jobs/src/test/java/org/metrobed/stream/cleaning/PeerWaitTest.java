package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.metrobed.stream.Steps.DATASTREAM;
import static org.metrobed.stream.Steps.SECOND;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.quality.CrossCheck;
import org.metrobed.analysis.quality.Neighbours;
import org.metrobed.analysis.quality.QualityTest;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.CrossCheckLimits.Kind;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.stream.Steps;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingBuilder;

class PeerWaitTest {

    private static final String OTHER = "tb/station/other";
    private static final long WAIT_SECONDS = 2;

    private final Cleaner cleaner = new Cleaner(48 * 3_600_000);
    private final CleaningState state = new CleaningState();
    private final List<Observation> stored = new ArrayList<>();
    private final List<CleanedStep> steps = new ArrayList<>();
    private final List<CleanedStep> passed = new ArrayList<>();
    private final Gathered out = new Gathered(stored, passed, steps);
    private DatastreamSettings settings = Steps.settings(0, 130).withPeers(crossChecked(Kind.PART_OF, 2, 0));

    @ParameterizedTest
    @CsvSource({
        "PART_OF, 14, 10, 3",
        "PART_OF, 11, 10, 1", // PM2.5 above PM10; the dew point above the temperature
        "WHOLE_OF, 10, 14, 3",
        "WHOLE_OF, 10, 11, 1",
        "PASSAGE_OF, 0, 30, 3",
        "PASSAGE_OF, 4, 30, 1",
        "PASSAGE_OF, 0, 1, 1", // no flow though something is present
        "PRESENCE_AT, 30, 0, 3",
        "PRESENCE_AT, 30, 4, 1",
        "TWIN_OF, 20, 30, 3",
        "TWIN_OF, 20, 21, 1"
    })
    void contradictionBetweenTwoDatastreamsOfAThingIsSuspect(Kind kind, double own, double other, int flag) {
        settings = settings.withPeers(crossChecked(kind, 2, kind == Kind.TWIN_OF ? 0.1 : 0));
        receive(OTHER, 60, 60, other);
        take(60, 60, own);
        cleaner.release(state, 62_000, out);
        assertThat(last().flag()).isEqualTo(QualityFlag.of(flag));
        assertThat(stored).as("a revision where the flag changes").hasSize(flag == 1 ? 1 : 2);
        assertThat(steps)
                .singleElement()
                .satisfies(step -> assertThat(step.observation().flag()).isEqualTo(QualityFlag.of(flag)));
    }

    @Test
    void valueWaitsForTheOthersOnItsWayToWindowsAlone() {
        take(60, 60, 14);
        assertThat(stored).extracting(Observation::flag).containsExactly(QualityFlag.GOOD);
        assertThat(passed).hasSize(1);
        cleaner.release(state, 61_999, out);
        assertThat(steps).isEmpty();
        receive(OTHER, 60, 62, 10);
        cleaner.release(state, 62_000, out);
        assertThat(stored)
                .extracting(Observation::revision, Observation::flag, Observation::receivedMillis, Observation::cause)
                .containsExactly(
                        tuple(0, QualityFlag.GOOD, 60_000L, Observation.Cause.ARRIVAL),
                        tuple(1, QualityFlag.SUSPECT, 62_000L, Observation.Cause.VERDICT));
        assertThat(steps).extracting(CleanedStep::logMillis).containsExactly(62_000L);
        assertThat(passed).hasSize(1);
    }

    @Test
    void valueHeardAfterTheReleaseDoesNotCountHoweverLateTheTimerIs() {
        take(60, 60, 14);
        receive(OTHER, 60, 63, 10);
        cleaner.release(state, 200_000, out);
        assertThat(last().flag()).isEqualTo(QualityFlag.GOOD);
        assertThat(verdict(last(), CrossCheck.TEST)).isEqualTo(QualityFlag.NOT_EVALUATED);
    }

    @Test
    void valueFarFromThoseOfItsNeighboursFails() {
        settings = settings.withPeers(new Peers(
                List.of(),
                new NeighbourLimits(List.of("tb/a/pm25", "tb/b/pm25", "tb/c/pm25"), 3, 6, 1, 3, 30 * SECOND),
                WAIT_SECONDS * 1_000));
        receive("tb/a/pm25", 50, 60, 20);
        receive("tb/b/pm25", 60, 60, 21);
        receive("tb/c/pm25", 70, 61, 22);
        take(60, 60, 40);
        cleaner.release(state, 62_000, out);
        assertThat(last().flag()).isEqualTo(QualityFlag.FAIL);
        assertThat(verdict(last(), Neighbours.TEST)).isEqualTo(QualityFlag.FAIL);
    }

    @Test
    void revisionTellsTheVerdictsOfAllTests() {
        settings = Steps.settings(0, 130, Steps.GROSS_RANGE.with(new Spike.Params(4.5, 10, Spike.Method.AVERAGE)))
                .withPeers(crossChecked(Kind.PART_OF, 2, 0));
        receive(OTHER, 60, 60, 10);
        take(60, 60, 14);
        take(120, 120, 14);
        receive(OTHER, 120, 120, 10);
        take(180, 180, 14);
        cleaner.release(state, 182_000, out);
        Observation second = stored.stream()
                .filter(row -> row.phenomenonMicros() == 120 * SECOND && row.revision() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(verdict(second, Spike.TEST)).isEqualTo(QualityFlag.GOOD);
        assertThat(verdict(second, CrossCheck.TEST)).isEqualTo(QualityFlag.SUSPECT);
    }

    @Test
    void missingValueIsMissingInAllTests() {
        receive(OTHER, 60, 60, 10);
        take(60, 60, Double.NaN);
        cleaner.release(state, 62_000, out);
        assertThat(stored).hasSize(1);
        assertThat(verdict(stored.get(0), CrossCheck.TEST)).isEqualTo(QualityFlag.MISSING);
    }

    @Test
    void lateRowIsJudgedByWhatCameUntilThen() {
        take(120, 120, 9);
        cleaner.release(state, 122_000, out);
        receive(OTHER, 60, 180, 5);
        take(60, 180, 14);
        cleaner.release(state, 182_000, out);
        assertThat(steps.get(1).late()).isTrue();
        assertThat(steps.get(1).observation().flag()).isEqualTo(QualityFlag.SUSPECT);
    }

    @Test
    void stepsOfSilenceWaitInTheSameLine() {
        take(60, 60, 9);
        cleaner.runDue(state, 190_000, out);
        assertThat(steps).isEmpty();
        cleaner.release(state, 192_000, out);
        assertThat(steps).extracting(CleanedStep::logMillis).containsExactly(62_000L, 192_000L);
        assertThat(steps).extracting(CleanedStep::quiet).containsExactly(false, true);
    }

    @Test
    void firstRowsOfABurstLeaveUnjudgedWhenTooManyWait() {
        receive(OTHER, 60, 600, 1);
        for (int i = 0; i < PeerWait.MOST + 10; i++) {
            take(60 + i, 600, 14);
        }
        assertThat(steps).hasSize(10).allSatisfy(step -> {
            assertThat(step.observation().flag()).isEqualTo(QualityFlag.GOOD);
            assertThat(verdict(step.observation(), CrossCheck.TEST)).isEqualTo(QualityFlag.NOT_EVALUATED);
            assertThat(step.logMillis()).isEqualTo(600_000);
        });
        cleaner.release(state, 602_000, out);
        assertThat(steps).hasSize(PeerWait.MOST + 10);
        assertThat(steps).isSortedAccordingTo((a, b) -> Long.compare(a.logMillis(), b.logMillis()));
    }

    @Test
    void stepsGoAtOnceAgainWhenTheCompanyIsTakenAwayButNotBeforeThoseThatWait() {
        take(60, 60, 9);
        settings = settings.withPeers(Peers.NONE);
        take(61, 61, 9);
        assertThat(steps).isEmpty();
        cleaner.release(state, 62_000, out);
        take(62, 62, 9);
        assertThat(steps)
                .extracting(step -> step.observation().phenomenonMicros() / SECOND, CleanedStep::logMillis)
                .containsExactly(tuple(60L, 62_000L), tuple(61L, 62_000L), tuple(62L, 62_000L));
    }

    @Test
    void datastreamWithoutCompanyHasNothingToRemember() {
        settings = settings.withPeers(Peers.NONE);
        take(60, 60, 9);
        assertThat(steps).hasSize(1);
        assertThat(state.peers).isNull();
        assertThat(TestBits.verdict(last().tests(), CrossCheck.TEST.slot())).isNull();
    }

    @Test
    void whatWasHeardBeforeThirtyDaysOfSilenceCountsNoMore() {
        receive(OTHER, 60, 60, 1);
        take(60, 60, 9);
        cleaner.release(state, 62_000, out);
        cleaner.runDue(state, 190_000, out);
        cleaner.release(state, 192_000, out);
        cleaner.runDue(state, 31L * 86_400_000, out);
        assertThat(state.peers.received.values()).isEmpty();
    }

    private static Peers crossChecked(Kind kind, double tolerance, double relative) {
        return new Peers(
                List.of(new CrossCheckLimits(OTHER, kind, tolerance, relative, 30 * SECOND)),
                null,
                WAIT_SECONDS * 1_000);
    }

    private static QualityFlag verdict(Observation row, QualityTest<?, ?> test) {
        return TestBits.verdict(row.tests(), test.slot());
    }

    private Observation last() {
        return stored.get(stored.size() - 1);
    }

    private void take(long observedSecond, long receivedSecond, double value) {
        Reading reading = Steps.reading(observedSecond, receivedSecond, value, settings);
        cleaner.runDue(state, reading.logMillis(), out);
        cleaner.accept(state, reading, out);
    }

    private void receive(String other, long observedSecond, long receivedSecond, double value) {
        cleaner.receive(
                state,
                ReadingBuilder.builder()
                        .datastream(DATASTREAM)
                        .phenomenonMicros(observedSecond * SECOND)
                        .value(value)
                        .receivedMillis(receivedSecond * 1_000)
                        .offset(receivedSecond)
                        .catalogVersion(1)
                        .of(other)
                        .build(),
                (receivedSecond - 1) * 1_000);
    }
}
