package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PunctualityTest {

    private static final long STEP = Values.STEP_MICROS;
    private static final long START = Values.START_MICROS;

    private final Punctuality punctuality = new Punctuality(0);

    @Test
    void silenceBeginsFourIntervalsAfterTheLastReading() {
        assertThat(punctuality.silentAtMicros()).isEqualTo(Long.MAX_VALUE);
        onTime(0, 100);
        assertThat(punctuality.silentAtMicros()).isEqualTo(START + 99 * STEP + 4 * STEP);
    }

    @Test
    void anIntervalIsNotForgottenOverASilenceNorInABurst() {
        onTime(0, 100);
        onTime(300, 320);
        for (int i = 0; i < 10; i++) {
            punctuality.next(START + 320 * STEP, START + (320 + i) * STEP / 100);
        }
        assertThat(punctuality.silentAtMicros() - START - 320 * STEP).isBetween(4 * STEP - 1, 5 * STEP);
    }

    @Test
    void readingsThatStayLateAreOffAndNotFresh() {
        onTime(0, 100);
        for (int i = 100; i < 102; i++) {
            punctuality.next(START + (i + 5) * STEP, START + i * STEP);
            assertThat(punctuality.off()).isFalse();
        }
        punctuality.next(START + 107 * STEP, START + 102 * STEP);
        assertThat(punctuality.off()).isTrue();
        assertThat(punctuality.fresh()).isFalse();
        onTime(108, 112);
        assertThat(punctuality.off()).isFalse();
        assertThat(punctuality.fresh()).isTrue();
    }

    @Test
    void aClockAheadIsOffAndDoesNotMakeLaterReadingsOld() {
        onTime(0, 100);
        for (int i = 100; i < 110; i++) {
            punctuality.next(START + i * STEP, START + (i + 1_000) * STEP);
        }
        assertThat(punctuality.off()).isTrue();
        onTime(110, 114);
        assertThat(punctuality.fresh()).isTrue();
    }

    @Test
    void aSteadyLagIsUsual() {
        for (int i = 0; i < 100; i++) {
            punctuality.next(START + (i + 6) * STEP, START + i * STEP);
            assertThat(punctuality.off()).isFalse();
        }
    }

    @Test
    void oneRepeatIsNothingAndFourOfEightAreRepeats() {
        onTime(0, 20);
        onTime(19, 20);
        assertThat(punctuality.duplicated()).isFalse();
        assertThat(punctuality.fresh()).isFalse();
        for (int i = 20; i < 24; i++) {
            onTime(i, i + 1);
            onTime(i, i + 1);
        }
        assertThat(punctuality.duplicated()).isTrue();
    }

    @Test
    void aBacklogTeachesNothingOfLagsNorOfIntervals() {
        long minute = 60_000_000L;
        Punctuality live = new Punctuality(minute);
        for (int i = 0; i < 1_440; i++) {
            live.next(START + 1_440 * minute + i * 20_000L, START + i * minute);
            assertThat(live.off()).isFalse();
            assertThat(live.fresh()).isTrue();
        }
        for (int i = 1_441; i < 1_500; i++) {
            live.next(START + i * minute, START + i * minute);
            assertThat(live.off()).isFalse();
        }
        assertThat(live.silentAtMicros()).isEqualTo(START + 1_499 * minute + 5 * minute);
    }

    @Test
    void catchingUpAfterAnOutageIsNoWrongClock() {
        onTime(0, 100);
        for (int i = 100; i < 130; i++) {
            punctuality.next(START + 130 * STEP + i, START + i * STEP);
            assertThat(punctuality.off()).isFalse();
        }
        onTime(131, 132);
        assertThat(punctuality.fresh()).isTrue();
    }

    @Test
    void aLagThatStaysIsUsualAfterThirtyHours() {
        onTime(0, 100);
        for (int i = 100; i < 800; i++) {
            punctuality.next(START + (i + 6) * STEP, START + i * STEP);
            assertThat(punctuality.off()).isEqualTo(i >= 102 && i < 455);
        }
        assertThat(punctuality.fresh()).isTrue();
    }

    @Test
    void noSilenceIsShorterThanFiveMinutes() {
        Punctuality often = new Punctuality(1_000_000);
        for (int i = 0; i < 20; i++) {
            often.next(START + i * 1_000_000L, START + i * 1_000_000L);
        }
        assertThat(often.silentAtMicros()).isEqualTo(START + 19_000_000L + 300_000_000L);
    }

    private void onTime(int from, int to) {
        for (int i = from; i < to; i++) {
            punctuality.next(START + i * STEP, START + i * STEP);
        }
    }
}
