package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;

class TimeGapTest {

    private static final TimeGap.Params LIMITS = new TimeGap.Params(60, 3_600, false);

    @Test
    void longerPauseThanAllowedIsSuspectAndThenFails() {
        assertThat(TimeGap.TEST.verdict(60_000_001, LIMITS)).isEqualTo(QualityFlag.SUSPECT);
        assertThat(TimeGap.TEST.verdict(3_600_000_001L, LIMITS)).isEqualTo(QualityFlag.FAIL);
    }

    @Test
    void thresholdItselfPasses() {
        assertThat(TimeGap.TEST.verdict(60_000_000, LIMITS)).isEqualTo(QualityFlag.GOOD);
        assertThat(TimeGap.TEST.verdict(3_600_000_000L, LIMITS)).isEqualTo(QualityFlag.SUSPECT);
    }

    @Test
    void infiniteThresholdNeverFires() {
        TimeGap.Params never = new TimeGap.Params(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, false);
        assertThat(TimeGap.TEST.verdict(Long.MAX_VALUE, never)).isEqualTo(QualityFlag.GOOD);
    }
}
