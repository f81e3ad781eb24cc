package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RarityTest {

    private final Rarity rarity = new Rarity(4, 16);

    @Test
    void sharesAreThoseOfTheSamplesToABin() {
        Random random = new Random(1);
        double[] samples =
                random.doubles(8_000).map(uniform -> -Math.log(uniform)).toArray();
        for (double sample : samples) {
            rarity.add(sample);
        }
        for (double magnitude : new double[] {0.1, 0.5, 1, 2, 4, 6}) {
            assertThat(rarity.countFrom(magnitude) / rarity.total())
                    .isCloseTo(Math.exp(-magnitude), within(0.02 + 0.2 * Math.exp(-magnitude)));
        }
        assertThat(rarity.reachedBy(0.01)).isBetween(4.6 * 0.84, 4.6 * 1.26);
    }

    @Test
    void surpriseGrowsWithTheMagnitudeAndBeyondTheLargest() {
        for (int i = 1; i <= 1_000; i++) {
            rarity.add(i);
        }
        double last = -1;
        for (double magnitude : new double[] {0, 10, 100, 500, 900, 999, 2_000, 3_000}) {
            assertThat(rarity.surprise(magnitude)).isGreaterThan(last);
            last = rarity.surprise(magnitude);
        }
        assertThat(rarity.surprise(1e9)).isCloseTo(Math.log10(1_001) + 1, within(1e-9));
    }

    @Test
    void smallAndZeroMagnitudesAreOrdinary() {
        assertThat(rarity.surprise(5)).isZero();
        for (int i = 0; i < 100; i++) {
            rarity.add(0);
        }
        assertThat(rarity.surprise(0)).isZero();
        assertThat(rarity.surprise(1e-9)).isCloseTo(2, within(0.01));
    }

    @Test
    void countsMoveWhenALargerMagnitudeComesAndNoneIsLost() {
        for (double magnitude : new double[] {1e-9, 1e-3, 1, 1e3, 1e9, 1e30, 1e-300}) {
            rarity.add(magnitude);
        }
        assertThat(rarity.total()).isEqualTo(7);
        assertThat(rarity.countFrom(0)).isEqualTo(7);
        assertThat(rarity.countFrom(1e29)).isEqualTo(1);
    }

    @Test
    void magnitudeThatIsHardlyLargerIsTheLargestAgain() {
        for (int i = 0; i < 1_000; i++) {
            rarity.add(1);
        }
        assertThat(rarity.surprise(1.02)).isLessThan(0.1);
        assertThat(rarity.surprise(1.04)).isGreaterThan(3);
    }

    @Test
    void oldSamplesFade() {
        for (int i = 0; i < 5_000; i++) {
            rarity.add(100);
        }
        double before = rarity.surprise(50);
        for (int i = 0; i < 100_000; i++) {
            rarity.add(1);
        }
        assertThat(rarity.total()).isLessThanOrEqualTo(10_000);
        assertThat(rarity.surprise(50)).isGreaterThan(before + 2);
    }
}
