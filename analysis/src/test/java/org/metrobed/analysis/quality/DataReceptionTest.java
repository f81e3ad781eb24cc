package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;

class DataReceptionTest {

    private static final long RECEIVED = 10_000_000_000L;

    @Test
    void olderRowThanAllowedFails() {
        assertThat(DataReception.TEST.verdict(RECEIVED - 3_600_000_001L, RECEIVED, 3_600))
                .isEqualTo(QualityFlag.FAIL);
    }

    @Test
    void allowedAgeAndTheFuturePass() {
        assertThat(DataReception.TEST.verdict(RECEIVED - 3_600_000_000L, RECEIVED, 3_600))
                .isEqualTo(QualityFlag.GOOD);
        assertThat(DataReception.TEST.verdict(RECEIVED + 9_999_999_999L, RECEIVED, 3_600))
                .isEqualTo(QualityFlag.GOOD);
    }
}
