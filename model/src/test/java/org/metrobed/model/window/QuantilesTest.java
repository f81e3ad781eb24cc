package org.metrobed.model.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    private static final double[] SHARES = {0, 0.01, 0.25, 0.5, 0.75, 0.95, 0.99, 1};

    @Test
    void fewReadingsGiveExactQuantilesInterpolatedBetweenRanks() {
        Quantiles four =
                Quantiles.of(40).merge(Quantiles.of(10)).merge(Quantiles.of(20)).merge(Quantiles.of(30));
        assertThat(four.isExact()).isTrue();
        assertThat(four.at(0)).isEqualTo(10);
        assertThat(four.at(0.5)).isEqualTo(25);
        assertThat(four.at(0.95)).isCloseTo(38.5, within(1e-12));
        assertThat(four.at(1)).isEqualTo(40);
        assertThat(Quantiles.EMPTY.at(0.5)).isNaN();
    }

    @Test
    void manyReadingsGiveQuantilesWithinTheRelativeErrorAlsoBelowAndAtZero() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            double[] values = random(random, 33 + random.nextInt(500));
            Quantiles quantiles = parts(values, random);
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            assertThat(quantiles.isExact()).isFalse();
            for (double share : SHARES) {
                double rank = share * (sorted.length - 1);
                double low = sorted[(int) rank];
                double high = sorted[(int) Math.ceil(rank)];
                double part = rank - (int) rank;
                double bound =
                        1.000001 * Quantiles.RELATIVE_ERROR * ((1 - part) * Math.abs(low) + part * Math.abs(high));
                assertThat(quantiles.at(share))
                        .as("share %s of seed %s", share, seed)
                        .isCloseTo(low * (1 - part) + high * part, within(bound + 1e-12));
            }
        }
    }

    @Test
    void theSameReadingsGiveTheSameBytesInWhateverOrderAndParts() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            double[] values = random(random, 1 + random.nextInt(90));
            Quantiles once = parts(values, new Random(1));
            assertThat(parts(values, new Random(2)).bytes()).isEqualTo(once.bytes());
            assertThat(parts(values, new Random(3))).isEqualTo(once);
            assertThat(Quantiles.parse(once.bytes())).isEqualTo(once).hasSameHashCodeAs(once);
        }
    }

    @Test
    void aDayOfReadingsTakesLessThanOneKibibyte() {
        Random random = new Random(7);
        QuantilesBuilder day = new QuantilesBuilder();
        for (int i = 0; i < 8_640; i++) {
            day.add(12 * Math.exp(random.nextGaussian() / 2));
        }
        assertThat(day.build().bytes().length).isLessThan(1_024);
    }

    @Test
    void otherBytesAndNumbersAreRefused() {
        assertThatThrownBy(() -> Quantiles.parse(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no quantiles");
        assertThatThrownBy(() -> Quantiles.parse(new byte[] {2, 77, 77, 77}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no sketch");
        assertThatThrownBy(() -> Quantiles.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Quantiles.EMPTY.at(1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Merges the readings in random order from random parts. */
    private static Quantiles parts(double[] values, Random random) {
        double[] shuffled = values.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swap = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swap;
        }
        Quantiles all = Quantiles.EMPTY;
        int next = 0;
        while (next < shuffled.length) {
            QuantilesBuilder part = new QuantilesBuilder();
            for (int left = 1 + random.nextInt(50); left > 0 && next < shuffled.length; left--) {
                part.add(shuffled[next++]);
            }
            all = random.nextBoolean() ? all.merge(part.build()) : part.build().merge(all);
        }
        return all;
    }

    private static double[] random(Random random, int count) {
        return random.ints(count, 0, 5)
                .mapToDouble(kind -> switch (kind) {
                    case 0 -> 0;
                    case 1 -> -random.nextDouble() * 40;
                    case 2 -> Math.exp(random.nextGaussian() * 5);
                    default -> random.nextInt(100);
                })
                .toArray();
    }
}
