package org.metrobed.analysis.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockSkewTest {

    private static final long NOON = 1_777_636_800_000L;

    private final ClockSkew skew = new ClockSkew();

    @Test
    void withoutSamplesThereIsNoSkew() {
        assertThat(skew.size()).isZero();
        assertThat(skew.medianMillis()).isZero();
    }

    @Test
    void deviceThatIsBehindIsPositiveAndOneAheadNegative() {
        skew.add(NOON, (NOON - 5_000) * 1_000);
        assertThat(skew.medianMillis()).isEqualTo(5_000);

        ClockSkew ahead = new ClockSkew();
        ahead.add(NOON, (NOON + 40_000) * 1_000);
        assertThat(ahead.medianMillis()).isEqualTo(-40_000);
    }

    @Test
    void backlogDeliveredAtOnceCountsOnce() {
        for (int minute = 0; minute < 10; minute++) {
            skew.add(NOON + minute * 60_000L, (NOON + minute * 60_000L - 2_000) * 1_000);
        }
        for (int i = 0; i < 1_000; i++) {
            skew.add(NOON + 600_000 + i, (NOON - 86_400_000L + i * 60_000L) * 1_000);
        }
        assertThat(skew.size()).isEqualTo(11);
        assertThat(skew.medianMillis()).isEqualTo(2_000);
    }

    @Test
    void oldSamplesGiveWay() {
        for (int minute = 0; minute < 100; minute++) {
            long behind = minute < 60 ? 1_000 : 90_000;
            skew.add(NOON + minute * 60_000L, (NOON + minute * 60_000L - behind) * 1_000);
        }
        assertThat(skew.size()).isEqualTo(ClockSkew.SAMPLES);
        assertThat(skew.medianMillis()).isEqualTo(90_000);
    }

    @Test
    void writtenDownItGoesOnAsBefore() {
        ClockSkew copy = new ClockSkew();
        for (int minute = 0; minute < 70; minute++) {
            long at = NOON + minute * 60_000L;
            long micros = (at - (minute * 37L) % 11) * 1_000;
            skew.add(at, micros);
            copy.add(at, micros);
            copy = new ClockSkew(copy.samples(), copy.next(), copy.lastMinute());
            assertThat(copy.medianMillis()).isEqualTo(skew.medianMillis());
        }
    }
}
