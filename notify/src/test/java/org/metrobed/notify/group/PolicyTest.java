package org.metrobed.notify.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.testkit.Times;

class PolicyTest {

    private static final long HOUR = 3_600_000;
    private static final Policy POLICY = new Policy(Duration.ofHours(1), Duration.ofHours(24));

    @Test
    void alertThatOpenedWithinTheDelayIsFresh() {
        assertThat(POLICY.isFresh(opened(Times.NOON_MILLIS - HOUR, Times.NOON_MILLIS), NamesInCatalog.NONE, Times.NOON))
                .isTrue();
        assertThat(POLICY.isFresh(
                        opened(Times.NOON_MILLIS - HOUR - 1, Times.NOON_MILLIS), NamesInCatalog.NONE, Times.NOON))
                .isFalse();
    }

    @Test
    void replayOfLastYearIsNotFreshHoweverRecentItsLogTime() {
        assertThat(POLICY.isFresh(
                        opened(Times.NOON_MILLIS, Times.NOON_MILLIS - 24 * HOUR), NamesInCatalog.NONE, Times.NOON))
                .isTrue();
        assertThat(POLICY.isFresh(
                        opened(Times.NOON_MILLIS, Times.NOON_MILLIS - 24 * HOUR - 1), NamesInCatalog.NONE, Times.NOON))
                .isFalse();
    }

    @Test
    void oldAlertToWhichSomethingHappenedIsMoving() {
        assertThat(POLICY.isMoving(
                        opened(Times.NOON_MILLIS - 5 * HOUR, Times.NOON_MILLIS - HOUR),
                        NamesInCatalog.NONE,
                        Times.NOON))
                .isTrue();
        assertThat(POLICY.isMoving(
                        opened(Times.NOON_MILLIS - 5 * HOUR, Times.NOON_MILLIS - HOUR - 1),
                        NamesInCatalog.NONE,
                        Times.NOON))
                .isFalse();
    }

    @Test
    void backlogOfEightHoursAgoIsNotFreshThoughItArrivesNow() {
        Policy usual = new Policy(Duration.ofHours(1), Duration.ofHours(1));
        assertThat(usual.isFresh(opened(Times.NOON_MILLIS, Times.NOON_MILLIS - 8 * HOUR), Alerts.NAMES, Times.NOON))
                .isFalse();
    }

    @Test
    void readingMayBeOlderByTwoOfItsIntervals() {
        Policy usual = new Policy(Duration.ofHours(1), Duration.ofHours(1));
        long oldest = Times.NOON_MILLIS - HOUR - 2 * 300_000;
        assertThat(usual.isFresh(opened(Times.NOON_MILLIS, oldest), Alerts.NAMES, Times.NOON))
                .isTrue();
        assertThat(usual.isFresh(opened(Times.NOON_MILLIS, oldest - 1), Alerts.NAMES, Times.NOON))
                .isFalse();
    }

    private static org.metrobed.store.notification.KnownAlert opened(long openedMillis, long atMillis) {
        return Alerts.alert("a").opened(openedMillis, atMillis).known();
    }
}
