package org.metrobed.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RememberedTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void numberIsNotReadIfTheCheckFails() {
        Remembered<Integer> number = new Remembered<>(
                () -> {
                    throw new SQLException("does not answer");
                },
                readings::incrementAndGet,
                () -> NOON);
        assertThat(number.find()).isEmpty();
        assertThat(readings).hasValue(0);
    }

    @Test
    void numberIsReadOnceInFifteenSeconds() {
        Remembered<Integer> number = new Remembered<>(() -> {}, readings::incrementAndGet, () -> NOON);
        assertThat(number.find()).contains(1);
        assertThat(number.find()).contains(1);
    }
}
