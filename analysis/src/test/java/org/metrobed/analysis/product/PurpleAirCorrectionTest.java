package org.metrobed.analysis.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PurpleAirCorrectionTest {

    @Test
    void usualRangeDependsOnHumidity() {
        assertThat(PurpleAirCorrection.correct(20, 22, 50).orElseThrow())
                .isCloseTo(0.524 * 21 - 0.0862 * 50 + 5.75, within(1e-9));
    }

    @Test
    void channelsThatDisagreeByBothMeasuresGiveNothing() {
        assertThat(PurpleAirCorrection.correct(10, 30, 50)).isEmpty();
        assertThat(PurpleAirCorrection.correct(100, 110, 50)).isPresent();
        assertThat(PurpleAirCorrection.correct(1, 5, 50)).isPresent();
        assertThat(PurpleAirCorrection.correct(5, 10, 50)).isPresent();
    }

    @Test
    void missingChannelOrHumidityGivesNothing() {
        assertThat(PurpleAirCorrection.correct(Double.NaN, 20, 50)).isEmpty();
        assertThat(PurpleAirCorrection.correct(20, Double.NaN, 50)).isEmpty();
        assertThat(PurpleAirCorrection.correct(20, 20, Double.NaN)).isEmpty();
    }

    @Test
    void smokeRangeNeedsNoHumidity() {
        assertThat(PurpleAirCorrection.correct(700, 700, Double.NaN).orElseThrow())
                .isCloseTo(4.21e-4 * 490_000 + 0.392 * 700 + 3.44, within(1e-9));
    }

    @Test
    void rangesBlendWithoutAStep() {
        double below = PurpleAirCorrection.correct(569.999, 569.999, 40).orElseThrow();
        double from = PurpleAirCorrection.correct(570, 570, 40).orElseThrow();
        assertThat(from).isCloseTo(below, within(1.0));
        double until = PurpleAirCorrection.correct(610.999, 610.999, 40).orElseThrow();
        double above = PurpleAirCorrection.correct(611, 611, 40).orElseThrow();
        assertThat(until).isCloseTo(above, within(1.0));
        assertThat(PurpleAirCorrection.correct(590, 590, 40).orElseThrow()).isBetween(from, above);
    }
}
