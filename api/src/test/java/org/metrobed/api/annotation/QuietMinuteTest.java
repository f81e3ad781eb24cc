package org.metrobed.api.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.testkit.Times;

class QuietMinuteTest {

    private static final long NOON = Times.NOON.toEpochMilli();

    private final QuietMinute quiet = new QuietMinute();

    @Test
    void noMinuteIsQuietBeforeTheFirstLook() {
        assertThat(quiet.contains(NOON)).isFalse();
    }

    @Test
    void minuteIsQuietUntilTheClockReachesTheNext() {
        quiet.begin(NOON);
        assertThat(quiet.contains(NOON)).isTrue();
        assertThat(quiet.contains(NOON + 59_999)).isTrue();
        assertThat(quiet.contains(NOON + 60_000)).isFalse();
    }

    @Test
    void minuteOfAnOldLogIsNotQuiet() {
        quiet.begin(NOON);
        assertThat(quiet.contains(NOON + 86_400_000)).isFalse();
    }

    @Test
    void minuteAheadOfTheClockIsNotQuiet() {
        quiet.begin(NOON);
        assertThat(quiet.contains(NOON - 1)).isFalse();
    }
}
