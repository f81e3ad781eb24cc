package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SignedRarityTest {

    private static final double EXACT = 1e-12;

    private final SignedRarity rarity = new Resolution(4, 16).signedRarity();

    @Test
    void nothingIsSurprisingAtFirst() {
        assertThat(rarity.surprise(5)).isZero();
        assertThat(rarity.surprise(-5)).isZero();
    }

    @Test
    void sideThatWasNeverSeenIsSurprisingAndOneOfTwoUsualSidesIsNot() {
        add(99, 1);
        assertThat(rarity.surprise(-1)).as("2 x 0.5 of 100").isCloseTo(2, within(EXACT));
        add(99, -1);
        assertThat(rarity.surprise(1)).isZero();
        assertThat(rarity.surprise(-1)).isZero();
    }

    @Test
    void numberIsHeldAgainstTheNumbersOfItsOwnSign() {
        add(100, -100);
        add(100, 1);
        assertThat(rarity.surprise(50)).as("50 down is usual, 50 up is not").isGreaterThan(2);
        assertThat(rarity.surprise(-50)).isZero();
    }

    @Test
    void tenTimesTheLargestIsMoreSurprisingByOne() {
        add(50, -1);
        add(49, 1);
        assertThat(rarity.surprise(10)).isCloseTo(3, within(EXACT));
    }

    @Test
    void restoredCountsAreThoseOfBothSides() {
        add(3, 1);
        add(5, -2);
        ByteBuffer saved = ByteBuffer.allocate(rarity.bytes());
        rarity.write(saved);
        assertThat(saved.remaining()).isZero();
        SignedRarity restored = new Resolution(4, 16).signedRarity();
        restored.read(saved.flip());
        for (double number : new double[] {3, 1, 0, -1, -3}) {
            assertThat(restored.surprise(number)).isEqualTo(rarity.surprise(number));
        }
    }

    private void add(int times, double number) {
        for (int i = 0; i < times; i++) {
            rarity.add(number);
        }
    }
}
