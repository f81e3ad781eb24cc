package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.model.QualityFlag.FAIL;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.MISSING;
import static org.metrobed.model.QualityFlag.NOT_EVALUATED;
import static org.metrobed.model.QualityFlag.SUSPECT;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlagAggregationTest {

    @Test
    void highestRankWins() {
        assertThat(FlagAggregation.of(List.of(MISSING, NOT_EVALUATED))).isEqualTo(NOT_EVALUATED);
        assertThat(FlagAggregation.of(List.of(NOT_EVALUATED, GOOD, MISSING))).isEqualTo(GOOD);
        assertThat(FlagAggregation.of(List.of(SUSPECT, GOOD))).isEqualTo(SUSPECT);
        assertThat(FlagAggregation.of(List.of(SUSPECT, FAIL, GOOD))).isEqualTo(FAIL);
    }

    @Test
    void noFlagIsMissing() {
        assertThat(FlagAggregation.of(List.of())).isEqualTo(MISSING);
    }
}
