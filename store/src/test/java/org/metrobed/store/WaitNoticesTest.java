package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WaitNoticesTest {

    private static final long PERIOD = WaitNotices.PERIOD.toNanos();
    private static final long START = Long.MAX_VALUE - PERIOD / 2;

    @Test
    void waitIsLoggedAtItsBeginningAndAgainEveryTenMinutes() {
        WaitNotices notices = new WaitNotices();
        assertThat(notices.isDue(START)).isTrue();
        assertThat(notices.isDue(START + 1)).isFalse();
        assertThat(notices.isDue(START + PERIOD - 1)).isFalse();
        assertThat(notices.isDue(START + PERIOD)).isTrue();
        assertThat(notices.isDue(START + 2 * PERIOD - 1)).isFalse();
        assertThat(notices.isDue(START + 2 * PERIOD)).isTrue();
    }
}
