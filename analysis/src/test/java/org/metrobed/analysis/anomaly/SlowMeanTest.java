package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SlowMeanTest {

    private final SlowMean mean = new SlowMean(0.25);

    @Test
    void firstNumbersWeighTheSameAndLaterOnesTheRate() {
        assertThat(mean.mean()).isZero();
        add(4, 4);
        add(8, 6);
        add(9, 7);
        add(11, 8);
        add(16, 10);
        add(10, 10);
    }

    @Test
    void restoredMeanGoesOnWithItsWeight() {
        mean.add(4);
        mean.add(8);
        ByteBuffer saved = ByteBuffer.allocate(mean.bytes());
        mean.write(saved);
        assertThat(saved.remaining()).isZero();
        SlowMean restored = new SlowMean(0.25);
        restored.read(saved.flip());
        restored.add(9);
        assertThat(restored.mean()).isEqualTo(7);
    }

    private void add(double number, double expected) {
        mean.add(number);
        assertThat(mean.mean()).isEqualTo(expected);
    }
}
