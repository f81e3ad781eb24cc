package org.metrobed.api.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryBuilder;

class AggregateValuesTest {

    @Test
    void totalIsScaledFromThreeQuartersOnAndNeverDown() {
        Summary three = Summary.of(2, 1).add(4, 2).add(6, 3);
        assertThat(AggregateValues.of(three, expected(4), Map.of()).total()).isEqualTo(16);
        assertThat(AggregateValues.of(three, expected(5), Map.of()).total()).isNull();
        assertThat(AggregateValues.of(three, expected(2), Map.of()).total()).isEqualTo(12);
    }

    @Test
    void nothingHasNoValues() {
        assertThat(AggregateValues.of(Summary.EMPTY, expected(4), Map.of("p50", 0.5)))
                .isEqualTo(AggregateValues.NONE);
        assertThat(AggregateValues.NONE.any()).isFalse();
    }

    @Test
    void lineTellsWhatLiesBetweenButNoSpreadAndNoTimes() {
        AggregateValues from = AggregateValues.of(Summary.of(10, 1).add(20, 2), expected(2), Map.of("median", 0.5));
        AggregateValues to = AggregateValues.of(Summary.of(30, 9).add(40, 11), expected(2), Map.of("median", 0.5));
        AggregateValues between = from.towards(to, 0.25);
        assertThat(between.mean()).isEqualTo(20);
        assertThat(between.min()).isEqualTo(15);
        assertThat(between.quantiles()).containsEntry("median", 20.0);
        assertThat(between.sd()).isNull();
        assertThat(between.minTime()).isNull();
        assertThat(between.count()).isZero();
    }

    @Test
    void directionsTurnTheShorterWay() {
        AggregateValues between = AggregateValues.of(direction(350), expected(1), Map.of())
                .towards(AggregateValues.of(direction(20), expected(1), Map.of()), 0.5);
        assertThat(between.direction()).isCloseTo(5, within(1e-9));
    }

    private static ExpectedReadings expected(int readings) {
        return new ExpectedReadings(readings, readings);
    }

    private static Summary direction(double degrees) {
        return SummaryBuilder.builder()
                .count(1)
                .mean(degrees)
                .sum(degrees)
                .min(degrees)
                .minMicros(1)
                .max(degrees)
                .maxMicros(1)
                .first(degrees)
                .firstMicros(1)
                .last(degrees)
                .lastMicros(1)
                .cosines(Math.cos(Math.toRadians(degrees)))
                .sines(Math.sin(Math.toRadians(degrees)))
                .quantiles(Quantiles.of(degrees))
                .build();
    }
}
