package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.MISSING;
import static org.metrobed.model.QualityFlag.NOT_EVALUATED;
import static org.metrobed.model.QualityFlag.SUSPECT;

import org.junit.jupiter.api.Test;

class CrossCheckTest {

    @Test
    void partAboveItsWholeIsSuspect() {
        assertThat(CrossCheck.TEST.partOfWhole(12.6, 10, 2.5)).isEqualTo(SUSPECT);
        assertThat(CrossCheck.TEST.partOfWhole(12.5, 10, 2.5)).isEqualTo(GOOD);
        assertThat(CrossCheck.TEST.partOfWhole(-3, 10, 0)).isEqualTo(GOOD);
    }

    @Test
    void nothingPassingThoughSomethingIsThereIsSuspect() {
        assertThat(CrossCheck.TEST.nothingPasses(0, 12, 0)).isEqualTo(SUSPECT);
        assertThat(CrossCheck.TEST.nothingPasses(0, 0, 0)).isEqualTo(GOOD);
        assertThat(CrossCheck.TEST.nothingPasses(1, 12, 0)).isEqualTo(GOOD);
    }

    @Test
    void twinsMustDifferAbsolutelyAndRelatively() {
        assertThat(CrossCheck.TEST.twins(10, 30, 5, 0.7)).isEqualTo(SUSPECT);
        assertThat(CrossCheck.TEST.twins(100, 120, 5, 0.7)).isEqualTo(GOOD);
        assertThat(CrossCheck.TEST.twins(1, 4, 5, 0.7)).isEqualTo(GOOD);
    }

    @Test
    void missingValuesAreToldApart() {
        assertThat(CrossCheck.TEST.partOfWhole(Double.NaN, 10, 0)).isEqualTo(MISSING);
        assertThat(CrossCheck.TEST.partOfWhole(11, Double.NaN, 0)).isEqualTo(NOT_EVALUATED);
    }
}
