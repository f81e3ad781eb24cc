package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.metrobed.model.QualityFlag.FAIL;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.MISSING;
import static org.metrobed.model.QualityFlag.NOT_EVALUATED;
import static org.metrobed.model.QualityFlag.SUSPECT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Location;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.NeighbourLimits;

class NeighboursTest {

    private static final NeighbourLimits LIMITS = limits(0.5);

    private static NeighbourLimits limits(double leastSpread) {
        return new NeighbourLimits(List.of("tb/a/pm25"), 3, 6, leastSpread, 3, 0);
    }

    @Test
    void valueFarFromItsNeighboursIsSuspectAndThenFails() {
        List<Double> alike = List.of(20.0, 20.1, 19.9, 20.0);
        assertThat(Neighbours.TEST.verdict(21.5, alike, LIMITS, Scale.LINE)).isEqualTo(GOOD);
        assertThat(Neighbours.TEST.verdict(21.6, alike, LIMITS, Scale.LINE)).isEqualTo(SUSPECT);
        assertThat(Neighbours.TEST.verdict(16.9, alike, LIMITS, Scale.LINE)).isEqualTo(FAIL);
    }

    @Test
    void neighboursThatSpreadAllowMore() {
        assertThat(Neighbours.TEST.verdict(24, List.of(18.0, 22.0, 19.0, 21.0, 20.0), LIMITS, Scale.LINE))
                .isEqualTo(GOOD);
    }

    @Test
    void oneBrokenNeighbourHasNoInfluence() {
        assertThat(Neighbours.TEST.verdict(20, List.of(20.0, 20.1, 900.0, 19.9), LIMITS, Scale.LINE))
                .isEqualTo(GOOD);
    }

    @Test
    void tooFewNeighboursWithAValueGiveNoVerdict() {
        assertThat(Neighbours.TEST.verdict(90, List.of(20.0, 20.0, Double.NaN), LIMITS, Scale.LINE))
                .isEqualTo(NOT_EVALUATED);
        assertThat(Neighbours.TEST.verdict(Double.NaN, List.of(20.0, 20.0, 20.0), LIMITS, Scale.LINE))
                .isEqualTo(MISSING);
    }

    @Test
    void limitsMustMakeSense() {
        assertThatThrownBy(() -> limits(0)).hasMessageContaining("least spread");
    }

    @Test
    void distanceIsThatOnTheGlobe() {
        Location vienna = new Location(48.2082, 16.3738, "", "");
        Location graz = new Location(47.0707, 15.4395, "", "");
        assertThat(Neighbours.distanceMetres(vienna, graz)).isCloseTo(144_700, within(500.0));
        assertThat(Neighbours.distanceMetres(vienna, vienna)).isZero();
        Location west = new Location(0, 179.5, "", "");
        Location east = new Location(0, -179.5, "", "");
        assertThat(Neighbours.distanceMetres(west, east)).isCloseTo(111_195, within(1.0));
    }
}
