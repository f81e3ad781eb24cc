package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Scale;

class ComponentTest {

    private static final Resolution RESOLUTION = new Resolution(4, 16);
    private static final int NOON = 43_200;
    private static final int EVENING = 72_000;

    private final Random random = new Random(1);

    @Test
    void profileSaysTheMeanOfTheHourAndOfAllWhereAnHourIsEmpty() {
        SeasonalProfile profile = new SeasonalProfile(Scale.LINE, 24, false, 0.02);
        DetectorSample noon = value(NOON, false, 10);
        assertThat(profile.residual(noon)).isZero();
        profile.add(noon);
        profile.add(value(NOON, false, 20));
        assertThat(profile.residual(noon)).isCloseTo(-5, within(1e-5));
        assertThat(profile.residual(value(EVENING, false, 16))).isCloseTo(1, within(1e-5));
    }

    @Test
    void weekendsHaveBinsOfTheirOwnWhereAsked() {
        SeasonalProfile apart = new SeasonalProfile(Scale.LINE, 24, true, 0.02);
        SeasonalProfile together = new SeasonalProfile(Scale.LINE, 24, false, 0.02);
        for (SeasonalProfile profile : List.of(apart, together)) {
            profile.add(value(NOON, false, 100));
            profile.add(value(NOON, true, 0));
        }
        assertThat(apart.residual(value(NOON, true, 0))).isZero();
        assertThat(apart.residual(value(NOON, false, 100))).isZero();
        assertThat(together.residual(value(NOON, true, 0))).isCloseTo(-50, within(1e-4));
    }

    @Test
    void deviationMindsHowMuchAnHourVaries() {
        SeasonalDeviation deviation =
                new SeasonalDeviation(new SeasonalProfile(Scale.LINE, 24, false, 0.02), RESOLUTION);
        for (int i = 0; i < 2_000; i++) {
            deviation.surprise(value(NOON, false, 50 * random.nextGaussian()));
            deviation.surprise(value(EVENING, false, random.nextGaussian()));
        }
        Band noon = deviation.band(value(NOON, false, 0));
        Band evening = deviation.band(value(EVENING, false, 0));
        assertThat(noon.high() - noon.low()).isGreaterThan(20 * (evening.high() - evening.low()));
        double wide = deviation.surprise(value(NOON, false, 40));
        double narrow = deviation.surprise(value(EVENING, false, 40));
        assertThat(narrow).isGreaterThan(wide + 2);
    }

    @Test
    void levelShiftNeedsOneSideAndUnrestNeedsNone() {
        RecentShift shift = RecentShift.levelShift(List.of(12), RESOLUTION);
        RecentShift unrest = RecentShift.unrest(List.of(12), RESOLUTION);
        for (int i = 0; i < 2_000; i++) {
            DetectorSample sample = residual(random.nextGaussian());
            shift.surprise(sample);
            unrest.surprise(sample);
        }
        double shiftAtLast = 0;
        double unrestAtLast = 0;
        for (int i = 0; i < 12; i++) {
            DetectorSample sample = residual(i % 2 == 0 ? 5 : -5);
            shiftAtLast = shift.surprise(sample);
            unrestAtLast = unrest.surprise(sample);
        }
        assertThat(shiftAtLast).isLessThan(1);
        assertThat(unrestAtLast).isGreaterThan(3);
        for (int i = 0; i < 12; i++) {
            shiftAtLast = shift.surprise(residual(5));
        }
        assertThat(shiftAtLast).isGreaterThan(3);
    }

    @Test
    void quietIsNotUnrest() {
        RecentShift unrest = RecentShift.unrest(List.of(12), RESOLUTION);
        for (int i = 0; i < 2_000; i++) {
            unrest.surprise(residual(random.nextGaussian()));
        }
        double quiet = 0;
        for (int i = 0; i < 20; i++) {
            quiet = unrest.surprise(residual(0));
        }
        assertThat(quiet).isZero();
    }

    @Test
    void volatilityNoticesLargerAndSmallerSteps() {
        for (double factor : new double[] {10, 0.001}) {
            Volatility volatility = new Volatility(List.of(0.1), RESOLUTION);
            for (int i = 0; i < 2_000; i++) {
                volatility.surprise(step(random.nextGaussian()));
            }
            double changed = 0;
            for (int i = 0; i < 60; i++) {
                changed = Math.max(changed, volatility.surprise(step(factor * random.nextGaussian())));
            }
            assertThat(changed).isGreaterThan(2.5);
        }
    }

    @Test
    void stuckCountsFromTheLastChangeAndMindsHowLongRunsAre() {
        Stuck lively = new Stuck();
        Stuck slow = new Stuck();
        for (int i = 0; i < 600; i++) {
            lively.surprise(step(1));
            slow.surprise(step(i % 12 == 0 ? 1 : 0));
        }
        for (int run = 1; run <= 30; run++) {
            assertThat(lively.surprise(step(0)) > 0).isEqualTo(run >= 24);
        }
        for (int run = 12; run <= 32; run++) {
            assertThat(slow.surprise(step(0))).isZero();
        }
        assertThat(slow.surprise(step(0))).isPositive();
        assertThat(lively.surprise(step(1))).isZero();
    }

    @Test
    void recentValuesAreThoseOfTheRing() {
        Recent recent = new Recent(3);
        assertThat(recent.mean(3)).isZero();
        assertThat(recent.max()).isEqualTo(Double.NEGATIVE_INFINITY);
        for (int i = 1; i <= 5; i++) {
            recent.add(i % 5);
        }
        assertThat(recent.mean(2)).isEqualTo(2);
        assertThat(recent.mean(9)).isCloseTo(7 / 3.0, within(1e-12));
        assertThat(recent.max()).isEqualTo(4);
    }

    @Test
    void stepAcrossAGapIsNone() {
        Arrival arrival = new Arrival();
        assertThat(arrival.next(0, 5, Scale.LINE)).isNaN();
        for (int i = 1; i <= 20; i++) {
            assertThat(arrival.next(i * 60_000_000L, 5 + i, Scale.LINE)).isEqualTo(1);
        }
        assertThat(arrival.next(28 * 60_000_000L, 30, Scale.LINE)).isEqualTo(5);
        assertThat(arrival.next(60 * 60_000_000L, 40, Scale.LINE)).isNaN();
        assertThat(arrival.next(60 * 60_000_000L, 41, Scale.LINE)).isEqualTo(1);
        assertThat(arrival.next(0, 40, Scale.LINE)).isEqualTo(-1);
        assertThat(arrival.first()).isEqualTo(5);
        assertThat(arrival.spanMicros()).isEqualTo(60 * 60_000_000.0);
    }

    private static DetectorSample value(int secondOfDay, boolean weekend, double value) {
        return new DetectorSample(secondOfDay, weekend, value, 0, 0);
    }

    private static DetectorSample residual(double residual) {
        return new DetectorSample(NOON, false, 0, 0, residual);
    }

    private static DetectorSample step(double step) {
        return new DetectorSample(NOON, false, 0, step, 0);
    }
}
