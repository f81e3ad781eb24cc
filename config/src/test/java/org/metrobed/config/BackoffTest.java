package org.metrobed.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void pausesDoubleUpToTheLongest() {
        Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

        assertThat(IntStream.rangeClosed(1, 7).mapToObj(backoff::pause))
                .extracting(Duration::toMillis)
                .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
        assertThat(backoff.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void firstPauseMayBeTheLongest() {
        assertThat(new Backoff(SECOND, SECOND).pause(3)).isEqualTo(SECOND);
    }

    @Test
    void pausesThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(SECOND.plusNanos(1), SECOND));
    }
}
