package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.MISSING;
import static org.metrobed.model.QualityFlag.SUSPECT;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;

class TotalStepTest {

    private static final long QUARTER_HOUR = 900_000_000L;

    @Test
    void stepDownThatGoesOnFromThereIsAResetAndIsGood() {
        assertThat(flags(TotalStep.Params.USUAL, 439_552, 439_554, 2, 4, 6)).containsOnly(GOOD);
        assertThat(resets(TotalStep.Params.USUAL, 439_552, 439_554, 2, 4, 6)).containsExactly(2.0);
        assertThat(resets(TotalStep.Params.USUAL, 500, 0, 2, 4)).containsExactly(0.0);
    }

    @Test
    void dipFromWhichTheTotalComesBackIsSuspect() {
        assertThat(flags(TotalStep.Params.USUAL, 100, 0, 104, 106)).containsExactly(GOOD, SUSPECT, GOOD, GOOD);
        assertThat(flags(TotalStep.Params.USUAL, 100, 57, 100)).containsExactly(GOOD, SUSPECT, GOOD);
        assertThat(resets(TotalStep.Params.USUAL, 100, 0, 104, 106)).isEmpty();
    }

    /** Public reports: an hour of restarts of a meter, a step back by the last digit, a zero after an outage. */
    @Test
    void restartThatComesBackInStepsIsNoReset() {
        assertThat(flags(TotalStep.Params.USUAL, 1_600_000, 0, 0, 1_200_000, 1_600_100))
                .containsExactly(GOOD, SUSPECT, SUSPECT, SUSPECT, GOOD);
        assertThat(flags(TotalStep.Params.USUAL, 215.6, 215.7, 215.6, 215.6, 215.8))
                .containsExactly(GOOD, GOOD, SUSPECT, SUSPECT, GOOD);
        assertThat(flags(TotalStep.Params.USUAL, 3.737, Double.NaN, 0, 3.746))
                .containsExactly(GOOD, MISSING, SUSPECT, GOOD);
    }

    @Test
    void zerosOfAWarmUpAreSuspectUntilTheTotalComesBack() {
        assertThat(flags(TotalStep.Params.USUAL, 100, 0, 0, 0, 104))
                .containsExactly(GOOD, SUSPECT, SUSPECT, SUSPECT, GOOD);
        assertThat(resets(TotalStep.Params.USUAL, 100, 0, 0, 0, 104)).isEmpty();
    }

    @Test
    void zerosThatLastLongerThanAWarmUpAreAReset() {
        List<QualityFlag> flags = flags(TotalStep.Params.USUAL, 12.5, 0, 0, 0, 0, 0, 0, 0.1);
        assertThat(flags).containsExactly(GOOD, SUSPECT, SUSPECT, SUSPECT, SUSPECT, GOOD, GOOD, GOOD);
        assertThat(resets(TotalStep.Params.USUAL, 12.5, 0, 0, 0, 0, 0, 0, 0.1)).hasSize(1);
    }

    @Test
    void meterThatRunsBackwardsALittleIsSuspectUntilItsTotalIsReachedAgain() {
        assertThat(flags(TotalStep.Params.USUAL, 100.02, 100.01, 100.01, 100.03))
                .containsExactly(GOOD, SUSPECT, SUSPECT, GOOD);
        assertThat(resets(TotalStep.Params.USUAL, 100.02, 100.01, 100.01, 100.03))
                .isEmpty();
    }

    @Test
    void fasterIncreaseThanStatedIsSuspectAndTheThresholdItselfPasses() {
        TotalStep.Params tenAnHour = new TotalStep.Params(10, 3_600, 3_600, Double.NaN);
        assertThat(flags(tenAnHour, 100, 102.5, 999_999, 107.5)).containsExactly(GOOD, GOOD, SUSPECT, GOOD);
        assertThat(flags(tenAnHour, 100, 102.6)).containsExactly(GOOD, SUSPECT);
    }

    @Test
    void stepOfARollOverCountsForTheRate() {
        TotalStep.Params tenAnHour = new TotalStep.Params(10, 3_600, 3_600, 65_536);
        assertThat(flags(tenAnHour, 65_535, 1, 3)).containsOnly(GOOD);
        assertThat(flags(tenAnHour, 65_535, 9, 10)).containsExactly(GOOD, SUSPECT, SUSPECT);
        TotalStep.Params homeMatic = TotalStep.Params.USUAL.withRollsOverAt(838_860.7);
        assertThat(flags(homeMatic, 838_831, 838_857.6, 10, 23.2)).containsOnly(GOOD);
    }

    /** Public reports: routers whose counter of bytes stays at its end, where others roll over. */
    @Test
    void counterThatStaysAtItsEndIsSuspectFromItsSecondRowOnUntilItGoesOn() {
        double end = 4_294_967_295.0;
        assertThat(flags(TotalStep.Params.USUAL, 4_294_967_280.0, end, end, Double.NaN, end))
                .containsExactly(GOOD, GOOD, SUSPECT, MISSING, SUSPECT);
        assertThat(flags(TotalStep.Params.USUAL, 65_534, 65_535, 65_535, 65_540, 65_540))
                .containsExactly(GOOD, GOOD, SUSPECT, GOOD, GOOD);
        assertThat(flags(TotalStep.Params.USUAL.withRollsOverAt(65_536), 65_534, 65_534, 65_535, 65_535, 4, 9))
                .containsExactly(GOOD, GOOD, GOOD, SUSPECT, GOOD, GOOD);
        assertThat(flags(TotalStep.Params.USUAL, 6_553.4, 6_553.4, 6_553.5, 6_553.5))
                .as("of a battery, in tenths of a kilowatt hour")
                .containsExactly(GOOD, GOOD, GOOD, SUSPECT);
        assertThat(flags(TotalStep.Params.USUAL.withRollsOverAt(6_553.6), 6_553.4, 6_553.4, 6_553.5, 6_553.5))
                .containsExactly(GOOD, GOOD, GOOD, SUSPECT);
    }

    @Test
    void equalTotalsOfANightAreGoodAndMissingOnesAreMissing() {
        assertThat(flags(TotalStep.Params.USUAL, 7, 7, 7, Double.NaN, 7))
                .containsExactly(GOOD, GOOD, GOOD, MISSING, GOOD);
    }

    @Test
    void newestRowAwaitsTheNextOnlyAfterAStepDown() {
        QualityRun run = run(TotalStep.Params.USUAL);
        QualityState state = new QualityState();
        run.accept(state, 0, 7, 0);
        assertThat(run.awaitsNext(state)).isFalse();
        run.accept(state, QUARTER_HOUR, 0, 0);
        assertThat(run.awaitsNext(state)).isTrue();
    }

    @Test
    void stateGoesOnFromItsBytes() throws IOException {
        QualityRun run = run(TotalStep.Params.USUAL);
        QualityState state = new QualityState();
        run.accept(state, 0, 100, 0);
        run.accept(state, QUARTER_HOUR, 0, 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        QualityState read = QualityState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (QualityState one : List.of(state, read)) {
            assertThat(TestBits.overall(run.accept(one, 2 * QUARTER_HOUR, 104, 0)))
                    .isEqualTo(GOOD);
            assertThat(TestBits.overall(one.decidedBits())).isEqualTo(SUSPECT);
        }
    }

    private static QualityRun run(TotalStep.Params params) {
        return new QualityRun(QualityConfig.ofInterval(QUARTER_HOUR).with(params), Scale.LINE);
    }

    private static List<QualityFlag> flags(TotalStep.Params params, double... totals) {
        return verdicts(params, totals).stream()
                .map(verdicts -> TestBits.verdict(verdicts, TotalStep.TEST.slot()))
                .toList();
    }

    private static List<Double> resets(TotalStep.Params params, double... totals) {
        List<Verdicts> verdicts = verdicts(params, totals);
        List<Double> resets = new ArrayList<>();
        for (int i = 0; i < totals.length; i++) {
            if (TestBits.has(verdicts.get(i), TestBits.RESET)) {
                resets.add(totals[i]);
            }
        }
        return resets;
    }

    private static List<Verdicts> verdicts(TotalStep.Params params, double... totals) {
        QualityRun run = run(params);
        QualityState state = new QualityState();
        List<Verdicts> verdicts = new ArrayList<>();
        for (int i = 0; i < totals.length; i++) {
            Verdicts newest = run.accept(state, i * QUARTER_HOUR, totals[i], 0);
            if (i > 0) {
                verdicts.set(i - 1, state.decidedBits());
            }
            verdicts.add(newest);
        }
        return verdicts;
    }
}
