package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Hourly values whose band reaches down to 0, so that a thousandth of them is within it. */
class ThousandthTest {

    private static final Band BAND = new Band(20, -5, 45);
    private static final int WEEKS = 24 * 7 * 3;

    private final Thousandth thousandth = new Thousandth();

    @Test
    void thousandthsAreFoundWithTheThirdAndEndWithTheFirstOther() {
        assertThat(firstHeld(0, WEEKS, ThousandthTest::usual)).isEqualTo(-1);
        assertThat(firstHeld(WEEKS, WEEKS + 10, i -> usual(i) / Thousandth.FACTOR))
                .isEqualTo(WEEKS + 2);
        firstHeld(WEEKS + 10, WEEKS + 11, ThousandthTest::usual);
        assertThat(thousandth.held()).isFalse();
    }

    /** A temperature passes 0: multiplied by a thousand it would be no temperature. */
    @Test
    void valuesNearZeroAndZerosAreNoThousandths() {
        assertThat(firstHeld(0, WEEKS, i -> 10 * Math.sin(i / 24.0 * 2 * Math.PI)))
                .isEqualTo(-1);
        assertThat(firstHeld(WEEKS, 2 * WEEKS, i -> 0)).isEqualTo(-1);
    }

    @Test
    void valuesThatAreOftenSoSmallAreOrdinary() {
        assertThat(firstHeld(0, 3 * WEEKS, i -> i % 24 < 8 ? usual(i) / Thousandth.FACTOR : usual(i)))
                .isEqualTo(-1);
    }

    @Test
    void restoredOneGoesOnAsBefore() {
        firstHeld(0, WEEKS, ThousandthTest::usual);
        firstHeld(WEEKS, WEEKS + 2, i -> usual(i) / Thousandth.FACTOR);
        ByteBuffer saved = ByteBuffer.allocate(thousandth.bytes());
        thousandth.write(saved);
        assertThat(saved.remaining()).isZero();
        Thousandth restored = new Thousandth();
        restored.read(saved.flip());
        restored.next(5, 0.02, BAND);
        assertThat(restored.held()).isTrue();
    }

    private int firstHeld(int from, int to, IntToDoubleFunction values) {
        int first = -1;
        for (int i = from; i < to; i++) {
            thousandth.next(i % 24, values.applyAsDouble(i), BAND);
            first = first < 0 && thousandth.held() ? i : first;
        }
        return first;
    }

    private static double usual(int index) {
        return 10 + 20 * new Random(index).nextDouble();
    }
}
