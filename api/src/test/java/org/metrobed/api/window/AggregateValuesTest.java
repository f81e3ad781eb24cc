package org.metrobed.api.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Circle;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;

class AggregateValuesTest {

    private static final Set<Statistic> COUNTS = Set.of(Statistic.COUNT);

    @Test
    void totalIsScaledFromThreeQuartersOnAndNeverDown() {
        Summary three = Summary.of(2, 1).add(4, 2).add(6, 3);
        assertThat(AggregateValues.of(three, expected(4), Map.of(), COUNTS).total())
                .isEqualTo(16);
        assertThat(AggregateValues.of(three, expected(5), Map.of(), COUNTS).total())
                .isNull();
        assertThat(AggregateValues.of(three, expected(2), Map.of(), COUNTS).total())
                .isEqualTo(12);
    }

    @Test
    void nothingHasNoValues() {
        assertThat(AggregateValues.of(Summary.EMPTY, expected(4), Map.of("p50", 0.5), Set.of()))
                .isEqualTo(AggregateValues.NONE);
        assertThat(AggregateValues.NONE.any()).isFalse();
    }

    @Test
    void lineTellsWhatLiesBetweenButNoSpreadAndNoTimes() {
        AggregateValues from =
                AggregateValues.of(Summary.of(10, 1).add(20, 2), expected(2), Map.of("median", 0.5), Set.of());
        AggregateValues to =
                AggregateValues.of(Summary.of(30, 9).add(40, 11), expected(2), Map.of("median", 0.5), Set.of());
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
        AggregateValues between = directions(350.0).towards(directions(20.0), 0.5);
        assertThat(between.direction()).isCloseTo(5, within(1e-9));
        assertThat(between.mean()).isCloseTo(5, within(1e-9));
        assertThat(between.first()).isCloseTo(5, within(1e-9));
    }

    @Test
    void directionsHaveACircularMeanAndSpreadAndNothingThatNeedsAnOrder() {
        AggregateValues north = directions(350.0, 10.0, 355.0, 5.0, 340.0, 20.0);
        assertThat(Circle.difference(north.mean(), 0)).isCloseTo(0, within(1e-9));
        assertThat(north.direction()).isEqualTo(north.mean());
        assertThat(north.sd()).isCloseTo(13.26, within(0.01));
        assertThat(north.first()).isEqualTo(350);
        assertThat(north.last()).isEqualTo(20);
        assertThat(north.count()).isEqualTo(6);
        assertThat(Arrays.asList(north.min(), north.max(), north.sum(), north.total(), north.minTime()))
                .containsOnlyNulls();
        assertThat(north.quantiles()).containsEntry("p50", null);
    }

    @Test
    void directionsOfWhichAPartHasNoVectorsHaveNoMeanAndTheReason() {
        Summary vectors = new SummaryAccumulator()
                .add(90, 2, Statistic.DIRECTION)
                .add(100, 3, Statistic.DIRECTION)
                .build();
        AggregateValues mixed = AggregateValues.of(
                Summary.of(270, 1).merge(vectors), expected(3), Map.of(), Set.of(Statistic.DIRECTION));
        assertThat(Arrays.asList(mixed.mean(), mixed.direction(), mixed.sd())).containsOnlyNulls();
        assertThat(mixed.count()).isEqualTo(3);
        assertThat(mixed.ordered().unknown()).isEqualTo("stored-before");
        AggregateValues whole = AggregateValues.of(vectors, expected(3), Map.of(), Set.of(Statistic.DIRECTION));
        assertThat(whole.mean()).isCloseTo(95, within(1e-9));
        assertThat(whole.ordered().unknown()).isNull();
    }

    @Test
    void opposedDirectionsHaveNoMean() {
        assertThat(directions(90.0, 270.0).mean()).isNull();
        assertThat(directions(90.0, 270.0).sd()).isNull();
    }

    @Test
    void directionsStoredWithoutVectorsHaveNoMean() {
        AggregateValues old =
                AggregateValues.of(Summary.of(350, 1).add(10, 2), expected(2), Map.of(), Set.of(Statistic.DIRECTION));
        assertThat(old.mean()).isNull();
        assertThat(old.first()).isEqualTo(350);
    }

    @Test
    void onlyCountsAndAmountsAreSummed() {
        Summary three = Summary.of(2, 1).add(4, 2).add(6, 3);
        for (Statistic statistic : Statistic.values()) {
            AggregateValues values = AggregateValues.of(three, expected(3), Map.of(), Set.of(statistic));
            assertThat(values.sum()).isEqualTo(statistic.isOfInterval() ? Double.valueOf(12) : null);
            assertThat(values.total()).isEqualTo(values.sum());
        }
    }

    private static ExpectedReadings expected(int readings) {
        return new ExpectedReadings(readings, readings);
    }

    private static AggregateValues directions(Double... degrees) {
        SummaryAccumulator sum = new SummaryAccumulator();
        for (int i = 0; i < degrees.length; i++) {
            sum.add(degrees[i], i, Statistic.DIRECTION);
        }
        return AggregateValues.of(sum.build(), expected(degrees.length), Map.of("p50", 0.5), Set.of());
    }
}
