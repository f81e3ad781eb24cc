package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.MISSING;
import static org.metrobed.model.QualityFlag.SUSPECT;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.window.WholeCourse;
import org.metrobed.model.window.WindowAccumulator;

class TotalStepTest {

    private static final long QUARTER_HOUR = 900_000_000L;

    @Test
    void stepDownThatGoesOnFromThereIsAResetAndIsGood() {
        assertThat(flags(TotalStep.Params.USUAL, 439_552, 439_554, 2, 4, 6, 8)).containsOnly(GOOD);
        assertThat(resets(TotalStep.Params.USUAL, 439_552, 439_554, 2, 4, 6, 8)).containsExactly(2.0);
        assertThat(resets(TotalStep.Params.USUAL, 500, 0, 2, 4, 4)).containsExactly(0.0);
        assertThat(flags(TotalStep.Params.USUAL, 439_552, 439_554, 2, 4))
                .as("so far")
                .containsOnly(GOOD);
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
        assertThat(flags).containsExactly(GOOD, SUSPECT, GOOD, GOOD, GOOD, GOOD, GOOD, GOOD);
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
    void rowsWaitOnlyAfterAStepDownOrAJump() {
        assertThat(open(7)).isZero();
        assertThat(open(7, 7.5)).isZero();
        assertThat(open(7, 0)).isEqualTo(1);
        assertThat(open(7, 1, 1.1, 1.2)).isEqualTo(3);
        assertThat(open(7, 1, 1.1, 1.2, 1.3)).isZero();
        assertThat(open(7, 1, 1.1, Double.NaN)).isZero();
        assertThat(open(7, 20)).isEqualTo(1);
        assertThat(open(7, 20, 21, 22)).isZero();
    }

    /** A public report: a heat pump whose meter was at 0 for some readings booked its whole lifetime in one of them. */
    @Test
    void resetThatComesBackToTheFormerTotalIsSuspect() {
        assertThat(flags(TotalStep.Params.USUAL, 15_000, 15_008, 0, 0.2, 0.4, 15_009, 15_010))
                .containsExactly(GOOD, GOOD, SUSPECT, SUSPECT, SUSPECT, GOOD, GOOD);
        assertThat(increase(TotalStep.Params.USUAL, 15_000, 15_008, 0, 0.2, 0.4, 15_009, 15_010))
                .isEqualTo(10);
        assertThat(resets(TotalStep.Params.USUAL, 15_000, 15_008, 0, 0.2, 0.4, 15_009, 15_010))
                .isEmpty();
    }

    @Test
    void resetThatComesBackAfterItWasConfirmedHasAnUnknownStep() {
        double[] totals = {15_000, 15_008, 0, 0.2, 0.4, 0.6, 0.8, 15_009, 15_010, 15_011, 15_012};
        assertThat(increase(TotalStep.Params.USUAL, totals)).isNaN();
        assertThat(marked(TotalStep.Params.USUAL, TestBits.STEP_UNKNOWN, totals))
                .containsExactly(15_011.0);
    }

    /** Public reports: a meter at 0 for some hours, or one that restarts, whose whole stand was then booked in one reading. */
    @Test
    void totalFromBeforeAResetHasAnUnknownStep() {
        double[] zeros = {5_000, 5_020, 5_040, 5_060, 5_080, 5_100, 0, 0, 0, 0, 0, 0};
        double[] restart = {5_000, 5_020, 5_040, 5_060, 5_080, 5_100, 3, 23, 43, 63};
        double[] twice = {5_000, 5_020, 5_100, 3, 23, 43, 63, 3, 23, 43, 63};
        double[] still = {500, 500, 500, 0, 0, 0, 0, 0, 0};
        assertOnlyUnknownStepIsTo(5_220, zeros, 5_220, 5_240, 5_260, 5_280, 5_300);
        assertOnlyUnknownStepIsTo(5_100, zeros, 5_100, 5_100, 5_120, 5_140, 5_160);
        assertOnlyUnknownStepIsTo(5_090, zeros, 5_090, 5_110, 5_130, 5_150);
        assertOnlyUnknownStepIsTo(5_320, zeros, 20, 40, 60, 80, 5_320, 5_340, 5_360, 5_380);
        assertOnlyUnknownStepIsTo(5_300, zeros, 20, 40, 5_300, 5_320, 5_340, 5_360);
        assertOnlyUnknownStepIsTo(5_260, restart, 5_260, 5_280, 5_300, 5_320);
        assertOnlyUnknownStepIsTo(5_260, restart, Double.NaN, 5_260, Double.NaN, 5_280);
        assertOnlyUnknownStepIsTo(5_260, twice, 5_260, 5_280, 5_300, 5_320);
        assertOnlyUnknownStepIsTo(500, still, 500, 500, 500, 500);
        assertOnlyUnknownStepIsTo(
                403, new double[] {390, 391, 392, 393, 394, 395, 396, 397, 0, 0, 0, 0, 0, 0}, 403, 404, 405, 406, 407);
    }

    @Test
    void totalFromBeforeAResetThatDoesNotHoldIsSuspect() {
        double[] totals = {5_080, 5_100, 3, 23, 43, 63, 5_260, 83, 103, 123};
        assertThat(flags(TotalStep.Params.USUAL, totals).get(6)).isEqualTo(SUSPECT);
        assertThat(marked(TotalStep.Params.USUAL, TestBits.STEP_UNKNOWN, totals))
                .isEmpty();
        assertThat(increase(TotalStep.Params.USUAL, totals)).isEqualTo(20 + 123);
    }

    @Test
    void meterThatCountsUpToItsTotalBeforeAResetHasNoUnknownStep() {
        double[] slowly = IntStream.concat(
                        IntStream.of(80, 100), IntStream.range(0, 30).map(i -> 3 + 20 * i))
                .asDoubleStream()
                .toArray();
        assertThat(increase(TotalStep.Params.USUAL, slowly)).isEqualTo(20 + 583);
        assertThat(increase(TotalStep.Params.USUAL, 80, 100, 3, 23, 43, 63, 200, 220, 240, 260))
                .as("a step of seven times the usual")
                .isEqualTo(20 + 260);
        double[] eachDay = {0, 0.2, 0.2, 0.2, 0, 0, 0, 0, 0, 0, 0.2, 0.2, 0.2, 0, 0, 0, 0, 0, 0, 0.2, 0.4, 0.4};
        assertThat(increase(TotalStep.Params.USUAL, eachDay)).as("rain").isEqualTo(0.2 + 0.2 + 0.4, within(1e-9));
    }

    @Test
    void totalBeforeARollOverOrOfTheDeviceBeforeIsForgotten() {
        TotalStep.Params rolling = TotalStep.Params.USUAL.withRollsOverAt(10_000);
        double[] rolled = {9_960, 9_980, 0, 20, 40, 60, 9_980, 10_000};
        assertThat(marked(rolling, TestBits.STEP_UNKNOWN, rolled)).isEmpty();
        TotalStep.Params exchanged = TotalStep.Params.USUAL.withExchangedAt(List.of(6 * QUARTER_HOUR));
        double[] totals = {5_080, 5_100, 3, 23, 43, 63, 83, 103, 5_220, 5_240, 5_260};
        assertThat(marked(exchanged, TestBits.STEP_UNKNOWN, totals)).isEmpty();
        assertThat(marked(TotalStep.Params.USUAL, TestBits.STEP_UNKNOWN, totals))
                .containsExactly(5_220.0);
    }

    @Test
    void totalBeforeAResetIsInTheBytes() throws IOException {
        QualityRun run = run(TotalStep.Params.USUAL);
        QualityState state = new QualityState();
        double[] totals = {5_080, 5_100, 3, 23, 43, 63};
        for (int i = 0; i < totals.length; i++) {
            run.accept(state, i * QUARTER_HOUR, totals[i], 0);
        }
        assertThat(run.accept(writtenAndRead(state), 6 * QUARTER_HOUR, 5_220, 0).isStepUnknown())
                .isTrue();
        assertThat(run.accept(writtenAndRead(state), 6 * QUARTER_HOUR, 83, 0).isStepUnknown())
                .isFalse();
    }

    private static void assertOnlyUnknownStepIsTo(double back, double[] before, double... after) {
        double[] totals =
                DoubleStream.concat(Arrays.stream(before), Arrays.stream(after)).toArray();
        assertThat(marked(TotalStep.Params.USUAL, TestBits.STEP_UNKNOWN, totals))
                .containsExactly(back);
        assertThat(flags(TotalStep.Params.USUAL, totals).subList(before.length, totals.length))
                .doesNotContain(SUSPECT);
        assertThat(increase(TotalStep.Params.USUAL, totals)).isNaN();
    }

    @Test
    void glitchUpwardsIsSuspectAndTheTotalGoesOnFromTheOneBeforeIt() {
        assertThat(flags(TotalStep.Params.USUAL, 1_000, 1_010, 99_999_999, 1_020, 1_030))
                .containsExactly(GOOD, GOOD, SUSPECT, GOOD, GOOD);
        assertThat(flags(TotalStep.Params.USUAL, 1_000, 1_010, 1e8, 1e8 + 5, 1_020, 1_030))
                .containsExactly(GOOD, GOOD, SUSPECT, SUSPECT, GOOD, GOOD);
        assertThat(flags(TotalStep.Params.USUAL, 1_000, 1_010, 1_140, 1_020))
                .as("one of 13 percent")
                .containsExactly(GOOD, GOOD, SUSPECT, GOOD);
        assertThat(resets(TotalStep.Params.USUAL, 1_000, 1_010, 1e8, 1e8 + 5, 1_020, 1_030))
                .isEmpty();
    }

    @Test
    void zeroBeforeAHighFirstTotalIsSuspect() {
        assertThat(flags(TotalStep.Params.USUAL, 0, 439_502, 439_504, 439_506))
                .containsExactly(SUSPECT, GOOD, GOOD, GOOD);
        assertThat(flags(TotalStep.Params.USUAL, 0, 0, 439_502, 439_502, 439_502))
                .containsExactly(SUSPECT, SUSPECT, GOOD, GOOD, GOOD);
        assertThat(increase(TotalStep.Params.USUAL, 0, 439_502, 439_504, 439_506))
                .isEqualTo(4);
        assertThat(increase(new TotalStep.Params(100, 3_600, 3_600, Double.NaN), 0, 439_502, 439_504, 439_506))
                .isEqualTo(4);
    }

    @Test
    void newMeterCountsFromZero() {
        assertThat(flags(TotalStep.Params.USUAL, 0, 5, 10, 12, 30)).containsOnly(GOOD);
        assertThat(increase(TotalStep.Params.USUAL, 0, 5, 10, 12, 30)).isEqualTo(30);
        assertThat(increase(TotalStep.Params.USUAL, 0, 0, 0, 0, 0, 1, 1, 1, 2)).isEqualTo(2);
        assertThat(increase(TotalStep.Params.USUAL, 0, 99_999_999, 0, 1, 2, 3)).isEqualTo(3);
    }

    @Test
    void zeroSoonAfterAResetDoesNotRefuseIt() {
        double[] totals = {100, 102, 104, 2, 4, 6, 0, 10, 12};
        assertThat(flags(TotalStep.Params.USUAL, totals))
                .containsExactly(GOOD, GOOD, GOOD, GOOD, GOOD, GOOD, SUSPECT, GOOD, GOOD);
        assertThat(increase(TotalStep.Params.USUAL, totals)).isEqualTo(16);
    }

    @Test
    void totalThatFallsStepByStepIsNeverAReset() {
        double[] falling = {1_000, 980, 960, 940, 920, 899, 880, 860, 840};
        assertThat(flags(TotalStep.Params.USUAL, falling).subList(1, 9)).containsOnly(SUSPECT);
        double[] rising = {1_000, 1_002, 700, 500, 300, 100, 104, 108, 112, 116};
        assertThat(resets(TotalStep.Params.USUAL, rising)).isEmpty();
        assertThat(increase(TotalStep.Params.USUAL, rising)).as("told").isNaN();
        assertThat(flags(TotalStep.Params.USUAL, 10, 9, 8, 7, 6, 6.5, 7, 7.5, 8).subList(1, 9))
                .as("a net meter")
                .containsOnly(SUSPECT);
        assertThat(increase(TotalStep.Params.USUAL, 1_000, 1_002, 0.5, 0, 1_004, 1_006))
                .isEqualTo(6);
    }

    @Test
    void otherLevelThatHoldsIsThatOfAnotherMeterAndItsStepIsUnknown() {
        TotalStep.Params limited = new TotalStep.Params(100, 3_600, 3_600, Double.NaN);
        double[] higher = {500, 502, 90_000, 90_002, 90_004, 90_006, 90_008};
        assertThat(flags(limited, higher)).containsExactly(GOOD, GOOD, SUSPECT, SUSPECT, SUSPECT, GOOD, GOOD);
        assertThat(marked(limited, TestBits.STEP_UNKNOWN, higher)).containsExactly(90_006.0);
        assertThat(increase(limited, higher)).isNaN();
        assertThat(marked(TotalStep.Params.USUAL, TestBits.STEP_UNKNOWN, higher))
                .as("without a limit: it cannot have counted that")
                .containsExactly(90_004.0);
        assertThat(marked(TotalStep.Params.USUAL, TestBits.STEP_UNKNOWN, 9_000, 9_002, 5_000, 5_002, 5_004, 5_006))
                .as("a meter cannot have counted to 5000 since a reset")
                .containsExactly(5_006.0);
        assertThat(marked(TotalStep.Params.USUAL, TestBits.STEP_UNKNOWN, 1_000, 1_002, 990, 992, 994, 996))
                .as("it comes to its former total by itself")
                .isEmpty();
        assertThat(marked(TotalStep.Params.USUAL, TestBits.STEP_UNKNOWN, 1_000, 1_002, 930, 932, 934, 936))
                .containsExactly(936.0);
    }

    @Test
    void firstTotalOfAnotherDeviceIsComparedWithNoneBefore() {
        TotalStep.Params limited =
                new TotalStep.Params(100, 3_600, 3_600, Double.NaN).withExchangedAt(List.of(2 * QUARTER_HOUR));
        for (TotalStep.Params params :
                List.of(TotalStep.Params.USUAL.withExchangedAt(limited.exchangedAt()), limited)) {
            for (double stand : new double[] {0, 5, 110, 5_030}) {
                double[] totals = {128, 129, stand, stand + 1, stand + 2, stand + 3};
                assertThat(flags(params, totals)).as("from %s on", stand).containsOnly(GOOD);
                assertThat(marked(params, TestBits.STEP_UNKNOWN | TestBits.RESET, totals))
                        .isEmpty();
            }
            assertThat(flags(params, 128, 129, Double.NaN, 5_030, 5_031))
                    .as("a missing reading at the exchange")
                    .containsExactly(GOOD, GOOD, MISSING, GOOD, GOOD);
            assertThat(flags(params, 128, 0, 5_030, 5_031, 3, 5_032))
                    .as("a row that waits at the exchange, and one that comes back later")
                    .containsExactly(GOOD, SUSPECT, GOOD, GOOD, SUSPECT, GOOD);
        }
        assertThat(marked(limited, TestBits.STEP_UNKNOWN, 128, 129, 130, 9_000, 9_001, 9_002, 9_003))
                .as("another jump than the exchange")
                .containsExactly(9_003.0);
    }

    @Test
    void jumpAfterALongOutageIsCounted() {
        QualityRun run = run(TotalStep.Params.USUAL);
        QualityState state = new QualityState();
        long month = 3_000 * QUARTER_HOUR;
        double[] totals = {500, 502, 6_502, 6_504, 6_506};
        for (int i = 0; i < totals.length; i++) {
            Verdicts verdicts = run.accept(state, (i < 2 ? 0 : month) + i * QUARTER_HOUR, totals[i], 0);
            assertThat(TestBits.overall(verdicts)).isEqualTo(GOOD);
            assertThat(verdicts.isStepUnknown()).isFalse();
        }
    }

    /** Steps at random, with resets, zeros, glitches upwards and dips from which the meter comes back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void increaseIsTheSumOfWhatTheMeterCounted(int seed) {
        Random random = new Random(seed);
        List<Double> totals = new ArrayList<>();
        double total = 1_000 + random.nextInt(100_000);
        double counted = 0;
        for (int i = 0; i < 400; i++) {
            if (i % 40 == 25) {
                switch (random.nextInt(4)) {
                    case 0 -> total = 0;
                    case 1 -> totals.addAll(Collections.nCopies(1 + random.nextInt(3), 0.0));
                    case 2 -> totals.addAll(List.of(total + 1e7, total + 1e7 + random.nextInt(2)));
                    default -> totals.addAll(List.of(0.25, 0.5, 0.75));
                }
            }
            int step = 1 + random.nextInt(8);
            total += step;
            counted += totals.isEmpty() ? 0 : step;
            totals.add(total);
        }
        double[] all = totals.stream().mapToDouble(Double::doubleValue).toArray();
        assertThat(increase(TotalStep.Params.USUAL, all)).isEqualTo(counted);
    }

    /** Steps at random, with hours of zeros and restarts that count, after which the meter goes on from its former total. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void totalBeforeAResetIsNeverCountedAgain(int seed) {
        Random random = new Random(seed);
        List<Double> totals = new ArrayList<>();
        double total = 1_000 + random.nextInt(100_000);
        double counted = 0;
        int outages = 0;
        for (int i = 0; i < 400; i++) {
            if (i % 40 == 25) {
                int rise = random.nextInt(9);
                double restarted = 0;
                for (int row = 5 + random.nextInt(30); row > 0; row--) {
                    totals.add(restarted);
                    restarted += rise;
                    total += random.nextInt(5);
                }
                counted += restarted;
                outages++;
            }
            int step = 1 + random.nextInt(8);
            total += step;
            counted += step;
            totals.add(total);
        }
        double[] all = totals.stream().mapToDouble(Double::doubleValue).toArray();
        assertThat(marked(TotalStep.Params.USUAL, TestBits.STEP_UNKNOWN, all)).hasSize(outages);
        assertThat(knownSteps(all)).isBetween(0.5 * counted, counted);
    }

    /** The sum of the steps from good total to good total that are known. */
    private static double knownSteps(double... totals) {
        List<Verdicts> verdicts = verdicts(TotalStep.Params.USUAL, totals);
        double sum = 0;
        double before = totals[0];
        for (int i = 1; i < totals.length; i++) {
            if (TestBits.overall(verdicts.get(i)) == GOOD) {
                sum += verdicts.get(i).isStepUnknown()
                        ? 0
                        : TotalStep.Params.USUAL.kind().increase(before, totals[i]);
                before = totals[i];
            }
        }
        return sum;
    }

    @Test
    void stateGoesOnFromItsBytes() throws IOException {
        QualityRun run = run(TotalStep.Params.USUAL);
        QualityState state = new QualityState();
        run.accept(state, 0, 100, 0);
        run.accept(state, QUARTER_HOUR, 0, 0);
        for (QualityState one : List.of(state, writtenAndRead(state))) {
            assertThat(run.open(one)).isEqualTo(1);
            assertThat(TestBits.overall(run.accept(one, 2 * QUARTER_HOUR, 104, 0)))
                    .isEqualTo(GOOD);
            assertThat(TestBits.overall(one.decidedBits())).isEqualTo(SUSPECT);
        }
    }

    private static QualityState writtenAndRead(QualityState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        return QualityState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private static QualityRun run(TotalStep.Params params) {
        return new QualityRun(QualityConfig.ofInterval(QUARTER_HOUR).with(params), Scale.LINE);
    }

    private static List<QualityFlag> flags(TotalStep.Params params, double... totals) {
        return verdicts(params, totals).stream()
                .map(verdicts -> TestBits.verdict(verdicts, TotalStep.TEST.slot()))
                .toList();
    }

    private static int open(double... totals) {
        QualityRun run = run(TotalStep.Params.USUAL);
        QualityState state = new QualityState();
        for (int i = 0; i < totals.length; i++) {
            run.accept(state, i * QUARTER_HOUR, totals[i], 0);
        }
        return run.open(state);
    }

    /** The increase that windows have; NaN if it is not known. */
    private static double increase(TotalStep.Params params, double... totals) {
        List<Verdicts> verdicts = verdicts(params, totals);
        WindowAccumulator window = new WindowAccumulator(0);
        for (int i = 0; i < totals.length; i++) {
            window.add(
                    ObservationBuilder.builder()
                            .datastream("tb/s/energy")
                            .phenomenonMicros(i * QUARTER_HOUR)
                            .result(totals[i])
                            .flag(TestBits.overall(verdicts.get(i)))
                            .tests(verdicts.get(i))
                            .cause(Observation.Cause.ARRIVAL)
                            .raw(new RawPosition(0, i, 0))
                            .build(),
                    params.kind());
        }
        return WholeCourse.of(window.content().good(), null, 0, totals.length * QUARTER_HOUR)
                .increase();
    }

    private static List<Double> resets(TotalStep.Params params, double... totals) {
        return marked(params, TestBits.RESET, totals);
    }

    private static List<Double> marked(TotalStep.Params params, long mark, double... totals) {
        List<Verdicts> verdicts = verdicts(params, totals);
        List<Double> marked = new ArrayList<>();
        for (int i = 0; i < totals.length; i++) {
            if (TestBits.has(verdicts.get(i), mark)) {
                marked.add(totals[i]);
            }
        }
        return marked;
    }

    private static List<Verdicts> verdicts(TotalStep.Params params, double... totals) {
        QualityRun run = run(params);
        QualityState state = new QualityState();
        List<Verdicts> verdicts = new ArrayList<>();
        for (int i = 0; i < totals.length; i++) {
            Verdicts newest = run.accept(state, i * QUARTER_HOUR, totals[i], 0);
            for (int back = 1; back <= Math.min(i, state.decidedRows()); back++) {
                verdicts.set(i - back, state.decided(back, verdicts.get(i - back)));
            }
            verdicts.add(newest);
        }
        return verdicts;
    }
}
