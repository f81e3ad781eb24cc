package org.metrobed.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.ThresholdRule.Direction;

class ThresholdRuleTest {

    @ParameterizedTest
    @CsvSource({
        "ABOVE, 350, 340, 355, true, false",
        "ABOVE, 350, 340, 5, true, false",
        "ABOVE, 350, 340, 345, false, false",
        "ABOVE, 350, 340, 335, false, true",
        "ABOVE, 10, -10, 5, false, false",
        "ABOVE, 10, -10, 345, false, true",
        "BELOW, 10, 20, 350, true, false",
        "BELOW, 10, 20, 15, false, false",
        "BELOW, 10, 20, 25, false, true",
        "BELOW, 10, 20, 200, true, false"
    })
    void boundOfADirectionDividesTheCircleInHalves(
            Direction side, double raise, double clear, double value, boolean beyond, boolean clears) {
        ThresholdRule rule = new ThresholdRule("wind", side, raise, clear, 0, Severity.INFO).of(Statistic.DIRECTION);
        assertThat(rule.beyond(value)).isEqualTo(beyond);
        assertThat(rule.clears(value)).isEqualTo(clears);
    }

    @ParameterizedTest
    @CsvSource({"350, 5, 5", "5, 350, 5", "20, 5, 20"})
    void peakOfADirectionIsFurthestAroundTheCircle(double one, double other, double further) {
        ThresholdRule rule =
                new ThresholdRule("wind", Direction.ABOVE, 340, 340, 0, Severity.INFO).of(Statistic.DIRECTION);
        assertThat(rule.further(one, other)).isEqualTo(further);
    }
}
