package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LongRunTest {

    private final Random random = new Random(1);
    private final LongRun flat = new LongRun();

    @Test
    void longRunOfAnOrdinaryValueIsTooLong() {
        changing(500);
        assertThat(run(5, 15)).isFalse();
        assertThat(run(5, 2)).isTrue();
        assertThat(flat.next(6)).isFalse();
    }

    @Test
    void runsOfTheLeastValueAreMeasuredByThemselves() {
        for (int night = 0; night < 3; night++) {
            changing(200);
            run(0, 60);
        }
        changing(200);
        assertThat(run(0, 130)).isFalse();
        assertThat(run(0, 30)).isTrue();
        changing(50);
        assertThat(run(5, 17)).isTrue();
    }

    @Test
    void aDatastreamThatHardlyEverChangedIsNotJudged() {
        changing(100);
        assertThat(run(5, 500)).isFalse();
    }

    private void changing(int readings) {
        for (int i = 0; i < readings; i++) {
            flat.next(1 + i % 2 + random.nextInt(400) / 100.0 + (i % 2) * 4);
        }
    }

    /** Whether the last of this many equal values makes the run too long. */
    private boolean run(double value, int readings) {
        boolean tooLong = false;
        for (int i = 0; i < readings; i++) {
            tooLong = flat.next(value);
        }
        return tooLong;
    }
}
