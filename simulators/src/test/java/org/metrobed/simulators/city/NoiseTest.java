package org.metrobed.simulators.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {

    private final Noise noise = Noise.of(7).child("test");

    @Test
    void sameSeedAndNameGiveTheSameValues() {
        assertThat(Noise.of(7).child("test").uniform(42)).isEqualTo(noise.uniform(42));
        assertThat(Noise.of(8).child("test").uniform(42)).isNotEqualTo(noise.uniform(42));
        assertThat(Noise.of(7).child("other").uniform(42)).isNotEqualTo(noise.uniform(42));
    }

    @Test
    void uniformFillsItsRangeEvenly() {
        double[] values =
                LongStream.range(0, 100_000).mapToDouble(noise::uniform).toArray();

        assertThat(Arrays.stream(values).allMatch(value -> value > 0 && value < 1))
                .isTrue();
        assertThat(Moments.mean(values)).isCloseTo(0.5, within(0.005));
        assertThat(Moments.variance(values)).isCloseTo(1 / 12.0, within(0.002));
    }

    @Test
    void gaussianHasMeanZeroAndVarianceOne() {
        double[] values =
                LongStream.range(0, 100_000).mapToDouble(noise::gaussian).toArray();

        assertThat(Moments.mean(values)).isCloseTo(0, within(0.02));
        assertThat(Moments.variance(values)).isCloseTo(1, within(0.03));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 3, 40, 150, 900})
    void poissonCountsHaveTheirMeanAndAsMuchVariance(double mean) {
        double[] counts = LongStream.range(0, 50_000)
                .mapToDouble(index -> noise.poisson(mean, index))
                .toArray();

        assertThat(Moments.mean(counts)).isCloseTo(mean, within(0.02 * mean + 0.01));
        assertThat(Moments.variance(counts)).isCloseTo(mean, within(0.05 * mean));
    }

    @Test
    void poissonOfNoMeanIsZero() {
        assertThat(noise.poisson(0, 1)).isZero();
        assertThat(noise.poisson(-1, 1)).isZero();
        assertThat(noise.poisson(Double.NaN, 1)).isZero();
    }

    @Test
    void smoothNoiseHasVarianceOneBetweenItsKnotsToo() {
        double[] between = LongStream.range(0, 50_000)
                .mapToDouble(knot -> noise.smooth(knot * 1_000 + 500, 1_000))
                .toArray();

        assertThat(Moments.mean(between)).isCloseTo(0, within(0.03));
        assertThat(Moments.variance(between)).isCloseTo(1, within(0.04));
    }

    @Test
    void smoothNoiseMakesNoJump() {
        double[] steps = LongStream.range(-50_000, 50_000)
                .mapToDouble(milli -> Math.abs(noise.smooth(milli + 1, 1_000) - noise.smooth(milli, 1_000)))
                .toArray();

        assertThat(Arrays.stream(steps).allMatch(step -> step < 0.02)).isTrue();
    }
}
