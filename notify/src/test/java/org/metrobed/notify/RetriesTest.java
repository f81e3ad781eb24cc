package org.metrobed.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metrobed.notify.group.Alerts;
import org.metrobed.store.notification.Notification.Step;
import org.metrobed.store.notification.StoredNotification;
import org.metrobed.testkit.Times;

class RetriesTest {

    private static final long DAY = 86_400_000;

    @Test
    void pausesDoubleUpToTenMinutes() {
        assertThat(IntStream.rangeClosed(1, 9).mapToObj(Retries::pause))
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L);
        assertThat(Retries.pause(1_000)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void rowIsDueAtOnceAndThenBehindItsPause() {
        assertThat(Retries.isDue(row(0), Times.NOON_MILLIS)).isTrue();
        assertThat(Retries.isDue(row(2), Times.NOON_MILLIS + 9_999)).isFalse();
        assertThat(Retries.isDue(row(2), Times.NOON_MILLIS + 10_000)).isTrue();
    }

    @Test
    void lastTryIsTheOneWithoutAnotherWithinADay() {
        assertThat(Retries.isLast(row(50), Times.NOON_MILLIS + DAY - 600_000)).isFalse();
        assertThat(Retries.isLast(row(50), Times.NOON_MILLIS + DAY - 599_999)).isTrue();
    }

    private static StoredNotification row(int attempts) {
        return new StoredNotification(
                1, Alerts.alert("a").row("webhook", Step.FIRING, 0), attempts, Times.NOON_MILLIS, false, false);
    }
}
