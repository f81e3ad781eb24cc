package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;

class DuplicateTimestampTest {

    @Test
    void takenTimeIsSuspectAndAFreeOneIsGood() {
        assertThat(DuplicateTimestamp.TEST.verdict(true)).isEqualTo(QualityFlag.SUSPECT);
        assertThat(DuplicateTimestamp.TEST.verdict(false)).isEqualTo(QualityFlag.GOOD);
    }
}
