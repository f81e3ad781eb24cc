package org.metrobed.lab.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DelayTest {

    @Test
    void percentilesAreByNearestRank() {
        Delay delay = Delay.of(
                LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 1_000).toArray());

        assertThat(delay).isEqualTo(new Delay(200, 100, 198, 200));
    }

    @Test
    void withoutSamplesThereIsNoDelay() {
        assertThatThrownBy(() -> Delay.of(new long[0])).isInstanceOf(IllegalStateException.class);
    }
}
