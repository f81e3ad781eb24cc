package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class HourCountsTest {

    private final HourCounts counts = new HourCounts();

    @Test
    void hourHasItsOwnShareAndOneThatWasSeldomSeenTheShareOfAll() {
        for (int day = 0; day < 100; day++) {
            for (int hour = 0; hour < 23; hour++) {
                counts.add(hour, hour < 12);
            }
        }
        assertThat(counts.share(3)).isGreaterThan(0.9);
        assertThat(counts.share(20)).isLessThan(0.1);
        assertThat(counts.share(23)).isCloseTo(12 / 23.0, within(0.01));
    }

    @Test
    void oldCountsFade() {
        for (int i = 0; i < 1_000; i++) {
            counts.add(5, true);
        }
        for (int i = 0; i < 400; i++) {
            counts.add(5, false);
        }
        assertThat(counts.share(5)).isLessThan(0.1);
        assertThat(counts.total()).isLessThanOrEqualTo(Byte.MAX_VALUE);
    }

    @Test
    void restoredCountsAreTheSame() {
        for (int i = 0; i < 500; i++) {
            counts.add(i % 24, i % 7 == 0);
        }
        ByteBuffer saved = ByteBuffer.allocate(counts.bytes());
        counts.write(saved);
        assertThat(saved.remaining()).isZero();
        HourCounts restored = new HourCounts();
        restored.read(saved.flip());
        assertThat(restored.total()).isEqualTo(counts.total());
        assertThat(restored.share(7)).isEqualTo(counts.share(7));
    }
}
