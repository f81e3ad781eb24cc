package org.metrobed.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class EventuallyTest {

    @Test
    void valueIsReturnedOnceItIsAsWanted() {
        AtomicInteger calls = new AtomicInteger();
        int value = Eventually.get("calls", Duration.ofSeconds(5), calls::incrementAndGet, n -> n == 3);
        assertThat(value).isEqualTo(3);
    }

    @Test
    void deadlineNamesTheLastValue() {
        assertThatThrownBy(() -> Eventually.get("answer", Duration.ofMillis(1), () -> 41, n -> n == 42))
                .isInstanceOf(AssertionError.class)
                .hasMessage("answer: not within PT0.001S, the last value was 41");
    }
}
