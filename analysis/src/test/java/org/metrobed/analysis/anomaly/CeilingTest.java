package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Counts of ten minutes with a daily course, and what a sensor shows of them. */
class CeilingTest {

    private static final int DAY = 144;
    private static final long STEP_MICROS = 600_000_000L;

    private final Ceiling ceiling = new Ceiling();
    private int index;

    @Test
    void ordinaryDaysHaveNoCeiling() {
        assertThat(firstHeld(60 * DAY, value -> value)).isEqualTo(-1);
    }

    @Test
    void valuesThatStopAtACeilingAreFoundAtTheEndOfTheDayAndEndWithALargerValue() {
        firstHeld(20 * DAY, value -> value);
        assertThat(firstHeld(DAY + 1, value -> Math.min(value, 150))).isEqualTo(DAY);
        firstHeld(DAY, value -> Math.min(value, 150));
        assertThat(ceiling.held()).as("also after a night below it").isTrue();
        firstHeld(DAY, value -> value);
        assertThat(ceiling.held()).isFalse();
    }

    @Test
    void ceilingThatWasAlwaysThereIsOrdinary() {
        assertThat(firstHeld(60 * DAY, value -> Math.min(value, 150))).isEqualTo(-1);
    }

    @Test
    void afterADayWithoutTheCeilingOneValueAtItIsNoCeilingAndDaysAreLearnedAnew() {
        firstHeld(20 * DAY, value -> value);
        firstHeld(2 * DAY, value -> Math.min(value, 150));
        firstHeld(2 * DAY, CeilingTest::below);
        assertThat(ceiling.held()).isFalse();
        assertThat(firstHeld(DAY, value -> index % DAY == DAY / 2 ? 150 : below(value)))
                .isEqualTo(-1);
        assertThat(firstHeld(DAY, CeilingTest::below)).isEqualTo(-1);
        assertThat(firstHeld(DAY + 1, value -> Math.min(value, 120))).isEqualTo(DAY);
    }

    private static double below(double value) {
        return Math.rint(0.6 * value);
    }

    /** The largest value of the night is reached often, until the morning. */
    @Test
    void dayThatHasJustBegunHasNoCeiling() {
        firstHeld(20 * DAY, value -> value);
        assertThat(firstHeld(DAY / 6, value -> 20)).isEqualTo(-1);
        assertThat(firstHeld(5, value -> 10)).isEqualTo(-1);
        assertThat(firstHeld(5, value -> 20)).isEqualTo(-1);
    }

    @Test
    void stuckValueIsNoCeiling() {
        firstHeld(20 * DAY, value -> value);
        assertThat(firstHeld(DAY + 1, value -> 120)).as("never below it").isEqualTo(-1);
        ceiling.next(moment(), 120, true);
        assertThat(ceiling.held()).isFalse();
    }

    @Test
    void restoredOneGoesOnAsBefore() {
        firstHeld(20 * DAY, value -> value);
        firstHeld(DAY * 2 / 3, value -> Math.min(value, 150));
        ByteBuffer saved = ByteBuffer.allocate(ceiling.bytes());
        ceiling.write(saved);
        assertThat(saved.remaining()).isZero();
        Ceiling restored = new Ceiling();
        restored.read(saved.flip());
        for (int i = 0; i < DAY; i++) {
            double value = Math.min(value(index), 150);
            LocalMoment moment = moment();
            ceiling.next(moment, value, false);
            restored.next(moment, value, false);
            assertThat(restored.held()).isEqualTo(ceiling.held());
        }
        assertThat(restored.held()).isTrue();
    }

    private int firstHeld(int count, DoubleUnaryOperator shown) {
        int first = -1;
        for (int i = 0; i < count; i++) {
            double value = shown.applyAsDouble(value(index));
            ceiling.next(moment(), value, false);
            first = first < 0 && ceiling.held() ? i : first;
        }
        return first;
    }

    private LocalMoment moment() {
        return LocalMoment.of(index++ * STEP_MICROS, ZoneOffset.UTC);
    }

    private static double value(int index) {
        double course = 100 - 80 * Math.cos(index % DAY * 2 * Math.PI / DAY);
        return Math.rint(course + 15 * new Random(index).nextGaussian());
    }
}
