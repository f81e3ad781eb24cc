package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.ZoneOffset;
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
        restored.next(moment(WEEKS + 2), 0.02, BAND);
        assertThat(restored.held()).isTrue();
    }

    @Test
    void zerosInARowEndThemAndValuesAreLearnedAnew() {
        firstHeld(0, WEEKS, ThousandthTest::usual);
        firstHeld(WEEKS, WEEKS + 10, i -> usual(i) / Thousandth.FACTOR);
        int zeros = WEEKS + 10 + Thousandth.ENOUGH_ZEROS;
        firstHeld(WEEKS + 10, zeros - 1, i -> 0);
        assertThat(thousandth.held()).as("rounded thousandths").isTrue();
        firstHeld(zeros - 1, zeros, i -> 0);
        assertThat(thousandth.held()).isFalse();
        assertThat(firstHeld(zeros, zeros + 24, i -> usual(i) / Thousandth.FACTOR))
                .as("as before")
                .isEqualTo(zeros + 2);
    }

    @Test
    void smallValuesAreUsualAfterSomeHoursUntilOneIsNotSmall() {
        firstHeld(0, WEEKS, ThousandthTest::usual);
        int from = WEEKS + 2;
        firstHeld(WEEKS, from + Jump.LONGEST_HOURS + 1, i -> usual(i) / Thousandth.FACTOR);
        assertThat(thousandth.held()).isTrue();
        int later = from + Jump.LONGEST_HOURS + 1;
        assertThat(firstHeld(later, later + WEEKS, i -> usual(i) / Thousandth.FACTOR))
                .isEqualTo(-1);
    }

    @Test
    void restoredOneKnowsSinceWhenItLastsAndWhatIsUsual() {
        firstHeld(0, WEEKS, ThousandthTest::usual);
        Thousandth restored = thousandth;
        for (int i = WEEKS; i < 2 * WEEKS; i++) {
            ByteBuffer saved = ByteBuffer.allocate(thousandth.bytes());
            restored.write(saved);
            restored = new Thousandth();
            restored.read(saved.flip());
            double value = i % 5 == 0 ? 0 : usual(i) / Thousandth.FACTOR;
            restored.next(moment(i), value, BAND);
            thousandth.next(moment(i), value, BAND);
            assertThat(restored.held()).as("hour %s", i).isEqualTo(thousandth.held());
        }
    }

    /** A value an hour. */
    private static LocalMoment moment(int index) {
        return LocalMoment.of(index * 3_600_000_000L, ZoneOffset.UTC);
    }

    private int firstHeld(int from, int to, IntToDoubleFunction values) {
        int first = -1;
        for (int i = from; i < to; i++) {
            thousandth.next(moment(i), values.applyAsDouble(i), BAND);
            first = first < 0 && thousandth.held() ? i : first;
        }
        return first;
    }

    private static double usual(int index) {
        return 10 + 20 * new Random(index).nextDouble();
    }
}
