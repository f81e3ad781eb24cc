package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.model.QualityFlag.FAIL;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.MISSING;
import static org.metrobed.model.QualityFlag.NOT_EVALUATED;
import static org.metrobed.model.QualityFlag.SUSPECT;

import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.Spike.Method;
import org.metrobed.model.QualityFlag;

class SpikeTest {

    private static final Spike.Params AVERAGE = new Spike.Params(3, 6, Method.AVERAGE);
    private static final Spike.Params DIFFERENTIAL = new Spike.Params(3, 6, Method.DIFFERENTIAL);

    @Test
    void distanceFromTheMeanOfTheNeighboursDecides() {
        assertThat(verdict(1, 8.25, 1, AVERAGE)).isEqualTo(FAIL);
        assertThat(verdict(1, 5, 1, AVERAGE)).isEqualTo(SUSPECT);
        assertThat(verdict(1, 3, 1, AVERAGE)).isEqualTo(GOOD);
    }

    @Test
    void thresholdItselfPasses() {
        assertThat(verdict(1, 4, 1, AVERAGE)).isEqualTo(GOOD);
        assertThat(verdict(1, 7, 1, AVERAGE)).isEqualTo(SUSPECT);
        assertThat(verdict(1, 4, 1, DIFFERENTIAL)).isEqualTo(GOOD);
    }

    @Test
    void stepIsNoSpikeByDifferential() {
        assertThat(verdict(1, 20, 40, DIFFERENTIAL)).isEqualTo(GOOD);
        assertThat(verdict(1, 20, 20, DIFFERENTIAL)).isEqualTo(GOOD);
        assertThat(verdict(1, 20, 16, DIFFERENTIAL)).isEqualTo(SUSPECT);
        assertThat(verdict(1, 20, 2, DIFFERENTIAL)).isEqualTo(FAIL);
    }

    @Test
    void missingNeighbourLeavesItOpen() {
        for (Spike.Params limits : new Spike.Params[] {AVERAGE, DIFFERENTIAL}) {
            assertThat(verdict(Double.NaN, 90, 1, limits)).isEqualTo(NOT_EVALUATED);
            assertThat(verdict(1, 90, Double.POSITIVE_INFINITY, limits)).isEqualTo(NOT_EVALUATED);
            assertThat(verdict(Double.NaN, Double.NaN, 1, limits)).isEqualTo(MISSING);
            assertThat(verdict(1, Double.NEGATIVE_INFINITY, 1, limits)).isEqualTo(MISSING);
        }
    }

    @Test
    void zeroOrNoThresholdSwitchesItsLevelOff() {
        assertThat(verdict(1, 90, 1, new Spike.Params(3, 0, Method.AVERAGE))).isEqualTo(SUSPECT);
        assertThat(verdict(1, 5, 1, new Spike.Params(0, 6, Method.AVERAGE))).isEqualTo(GOOD);
        assertThat(verdict(1, 90, 1, new Spike.Params(Double.NaN, Double.NaN, Method.AVERAGE)))
                .isEqualTo(GOOD);
    }

    @Test
    void failOverridesSuspectEvenWithTheLowerThreshold() {
        assertThat(verdict(1, 5, 1, new Spike.Params(6, 3, Method.AVERAGE))).isEqualTo(FAIL);
    }

    @Test
    void beyondTheLargestNumberThereIsNoMean() {
        assertThat(verdict(1e308, 1, 1e308, AVERAGE)).isEqualTo(NOT_EVALUATED);
        assertThat(verdict(1.7e308, -1.7e308, 1.7e308, DIFFERENTIAL)).isEqualTo(NOT_EVALUATED);
    }

    private static QualityFlag verdict(double before, double value, double after, Spike.Params limits) {
        return Spike.TEST.verdict(before, value, after, limits);
    }
}
