package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongRunTest {

    private static final int NOON = 12;
    private static final int MIDNIGHT = 0;

    private final Random random = new Random(1);
    private LongRun flat = new LongRun();

    @Test
    void runOfAValueThatIsNeverRepeatedIsSoonTooLong() {
        changing(500, NOON);
        assertThat(run(5, 5, NOON)).isFalse();
        assertThat(run(5, 1, NOON)).isTrue();
        assertThat(flat.next(NOON, 6)).isFalse();
    }

    @Test
    void repeatsAtHoursThatOftenRepeatAreNoEvidenceAndAtOthersTheyAre() {
        for (int day = 0; day < 30; day++) {
            changing(20, NOON);
            run(0, 20, MIDNIGHT);
        }
        assertThat(run(3, 60, MIDNIGHT)).isFalse();
        changing(20, NOON);
        assertThat(run(3, 12, NOON)).isTrue();
    }

    @Test
    void runsOfTheLeastValueAreMeasuredByThemselves() {
        for (int day = 0; day < 5; day++) {
            changing(200, NOON);
            run(0, 12, NOON);
        }
        changing(200, NOON);
        assertThat(run(0, 14, NOON)).isFalse();
        assertThat(run(0, 40, NOON)).isTrue();
        changing(50, NOON);
        assertThat(run(5, 12, NOON)).isTrue();
    }

    @Test
    void aDatastreamThatHardlyEverChangedIsNotJudged() {
        changing(100, NOON);
        assertThat(run(5, 30, NOON)).isFalse();
    }

    @Test
    void restoredRunGoesOnAsBefore() {
        changing(300, NOON);
        run(5, 4, NOON);
        ByteBuffer saved = ByteBuffer.allocate(flat.bytes());
        flat.write(saved);
        assertThat(saved.remaining()).isZero();
        LongRun restored = new LongRun();
        restored.read(saved.flip());
        for (int i = 0; i < 20; i++) {
            assertThat(restored.next(NOON, 5)).isEqualTo(flat.next(NOON, 5));
        }
    }

    private void changing(int readings, int hour) {
        for (int i = 0; i < readings; i++) {
            flat.next(hour, 1 + i % 2 + random.nextInt(400) / 100.0 + (i % 2) * 4);
        }
    }

    /** Whether the last of this many equal values makes the run too long. */
    private boolean run(double value, int readings, int hour) {
        boolean tooLong = false;
        for (int i = 0; i < readings; i++) {
            tooLong = flat.next(hour, value);
        }
        return tooLong;
    }
}
