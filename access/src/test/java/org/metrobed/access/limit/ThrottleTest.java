package org.metrobed.access.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ThrottleTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void burstOfTwoSecondsPassesAtOnce() {
        Throttle throttle = new Throttle(new ClientLimits(100, 0));
        for (int i = 0; i < 200; i++) {
            assertThat(throttle.take("a", 10, 0)).isZero();
        }
        assertThat(flood(throttle, "a", 10, 0, 20)).isPositive();
    }

    @Test
    void floodIsHeldToItsRate() {
        Throttle throttle = new Throttle(new ClientLimits(100, 0));

        long nanos = flood(throttle, "a", 10, 0, 1_200);

        assertThat(nanos / (double) SECOND).isCloseTo(10, within(0.1));
    }

    @Test
    void bytesAreHeldToTheirRate() {
        Throttle throttle = new Throttle(new ClientLimits(0, 1_000_000));

        long nanos = flood(throttle, "a", 100_000, 0, 120);

        assertThat(nanos / (double) SECOND).isCloseTo(10, within(0.2));
    }

    @Test
    void waitsAreFewAndLong() {
        Throttle throttle = new Throttle(new ClientLimits(1_000, 0));
        long now = 0;
        int waits = 0;
        for (int i = 0; i < 12_000; i++) {
            long wait = throttle.take("a", 1, now);
            assertThat(wait)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isZero(),
                            some -> assertThat(some).isGreaterThan(SECOND / 20));
            waits += wait > 0 ? 1 : 0;
            now += wait;
        }
        assertThat(waits).isBetween(150, 200);
    }

    @Test
    void oneClientDoesNotSlowAnother() {
        Throttle throttle = new Throttle(new ClientLimits(100, 0));
        long now = flood(throttle, "flood", 1, 0, 1_000);

        assertThat(throttle.take("quiet", 1, now)).isZero();
    }

    @Test
    void quietTimePaysTheDebt() {
        Throttle throttle = new Throttle(new ClientLimits(100, 0));
        long now = flood(throttle, "a", 1, 0, 1_000) + 3 * SECOND;

        assertThat(flood(throttle, "a", 1, now, 200)).isEqualTo(now);
    }

    @Test
    void withoutALimitNothingWaits() {
        assertThat(flood(new Throttle(ClientLimits.NONE), "a", 1_000_000, 0, 10_000))
                .isZero();
        assertThat(ClientLimits.NONE.isNone()).isTrue();
        assertThatThrownBy(() -> new ClientLimits(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Sends as fast as permitted; returns the time when everything is sent. */
    private static long flood(Throttle throttle, String client, int bytes, long from, int messages) {
        long now = from;
        for (int i = 0; i < messages; i++) {
            now += throttle.take(client, bytes, now);
        }
        return now;
    }
}
