package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Values of ten days; of some days the values of the day before. */
class CopiedBlockTest {

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final int DAY = 24;
    private static final int FROM = 10 * DAY;

    private final CopiedBlock copied = new CopiedBlock();

    @Test
    void dayThatComesAgainIsFoundAfterSomeHoursAndEndsWithTheNextOtherHour() {
        feed(0, FROM, CopiedBlockTest::count);
        assertThat(copied.held()).isFalse();
        assertThat(firstHeld(FROM, FROM + DAY, i -> count(i - DAY))).isBetween(FROM + 2, FROM + 6);
        feed(FROM + DAY, FROM + DAY + 1, CopiedBlockTest::count);
        assertThat(copied.held()).isFalse();
    }

    @Test
    void hoursOfManyValuesAreComparedAsAWhole() {
        for (int i = 0; i < 12 * FROM; i++) {
            copied.next(i * HOUR_MICROS / 12, count(i), false);
            assertThat(copied.held()).isFalse();
        }
        for (int i = 12 * FROM; i < 12 * (FROM + 5); i++) {
            copied.next(i * HOUR_MICROS / 12, count(i - 12 * DAY), false);
        }
        assertThat(copied.held()).isTrue();
    }

    /** A count that is zero at night, and a stuck value, equal those of the day before every day. */
    @Test
    void nightsOfZerosAndStuckValuesAreNoCopy() {
        assertThat(firstHeld(0, 40 * DAY, i -> i % DAY < 8 ? 0 : count(i))).isEqualTo(-1);
        assertThat(firstHeld(40 * DAY, 44 * DAY, i -> 7)).isEqualTo(-1);
    }

    @Test
    void copyEndsWithAnHourOfZeros() {
        feed(0, FROM, CopiedBlockTest::count);
        feed(FROM, FROM + DAY, i -> count(i - DAY));
        assertThat(copied.held()).isTrue();
        feed(FROM + DAY, FROM + DAY + 1, i -> 0);
        assertThat(copied.held()).isFalse();
    }

    @Test
    void hoursWithoutValuesAreNotCompared() {
        feed(0, FROM, CopiedBlockTest::count);
        assertThat(firstHeld(FROM + 3 * DAY, FROM + 4 * DAY, i -> count(i - 4 * DAY)))
                .as("the values of before a gap of three days")
                .isEqualTo(-1);
    }

    @Test
    void restoredOneGoesOnAsBefore() {
        feed(0, FROM, CopiedBlockTest::count);
        feed(FROM, FROM + 2, i -> count(i - DAY));
        ByteBuffer saved = ByteBuffer.allocate(copied.bytes());
        copied.write(saved);
        assertThat(saved.remaining()).isZero();
        CopiedBlock restored = new CopiedBlock();
        restored.read(saved.flip());
        boolean found = false;
        for (int i = FROM + 2; i < FROM + DAY; i++) {
            copied.next(i * HOUR_MICROS, count(i - DAY), true);
            restored.next(i * HOUR_MICROS, count(i - DAY), true);
            assertThat(restored.held()).isEqualTo(copied.held());
            found = found || restored.held();
        }
        assertThat(found).isTrue();
    }

    private void feed(int from, int to, IntToDoubleFunction values) {
        for (int i = from; i < to; i++) {
            copied.next(i * HOUR_MICROS, values.applyAsDouble(i), true);
        }
    }

    /** The first hour in which a copy is held; -1 if there is none. */
    private int firstHeld(int from, int to, IntToDoubleFunction values) {
        int first = -1;
        for (int i = from; i < to; i++) {
            copied.next(i * HOUR_MICROS, values.applyAsDouble(i), true);
            first = first < 0 && copied.held() ? i : first;
        }
        return first;
    }

    private static double count(int index) {
        return new Random(index).nextInt(300);
    }
}
