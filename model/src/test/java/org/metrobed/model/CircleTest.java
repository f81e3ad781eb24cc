package org.metrobed.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;

class CircleTest {

    @ParameterizedTest
    @CsvSource({"10, 350, 20", "350, 10, -20", "0, 180, -180", "180, 0, -180", "359, 361, -2", "721, 0, 1", "5, 5, 0"})
    void differenceIsTheShorterWay(double to, double from, double way) {
        assertThat(Circle.difference(to, from)).isEqualTo(way);
    }

    @ParameterizedTest
    @CsvSource({"-10, 350", "360, 0", "730, 10", "-720, 0", "359.5, 359.5"})
    void directionsAreWrappedToOneTurn(double degrees, double wrapped) {
        assertThat(Circle.wrap(degrees)).isEqualTo(wrapped);
    }

    @Test
    void directionIsMovedByWholeTurnsNextToAReference() {
        assertThat(Circle.near(350, 10)).isEqualTo(-10);
        assertThat(Circle.near(10, 715)).isEqualTo(730);
        assertThat(Circle.near(10, Double.NaN)).isEqualTo(10);
    }

    @Test
    void steadyNorthWindHasANorthMeanAndASmallSpread() {
        Summary wind = summary(List.of(350.0, 10.0, 355.0, 5.0, 340.0, 20.0));
        assertThat(Circle.difference(wind.directionDegrees(), 0)).isCloseTo(0, within(1e-9));
        assertThat(wind.directionDeviationDegrees()).isCloseTo(13.26, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"355, 5, 15, 5", "4, 5, 351, 0", "350, 0, 10, 0", "175, 180, 185, 180"})
    void meanOfDirectionsLiesAmongThem(double one, double two, double three, double mean) {
        assertThat(Circle.difference(Circle.mean(List.of(one, two, three)), mean))
                .isCloseTo(0, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"1, 359, 0.25, 0.5", "359, 1, 0.5, 0", "2.3, 356, 0.5, 359.15", "10, 20, 0.1, 11"})
    void directionBetweenTwoLiesOnTheShorterWay(double from, double to, double share, double between) {
        assertThat(Scale.CIRCLE.between(from, to, share)).isCloseTo(between, within(1e-9));
    }

    @Test
    void opposedDirectionsHaveNoMeanAndNoSpread() {
        Summary opposed = summary(List.of(0.0, 180.0));
        assertThat(opposed.directionDegrees()).isNaN();
        assertThat(opposed.directionDeviationDegrees()).isNaN();
        assertThat(Circle.mean(List.of(45.0, 225.0, 135.0, 315.0))).isNaN();
        assertThat(Circle.mean(List.of())).isNaN();
    }

    @Test
    void oneDirectionHasAMeanButNoSpread() {
        assertThat(summary(List.of(350.0)).directionDegrees()).isCloseTo(350, within(1e-9));
        assertThat(summary(List.of(350.0)).directionDeviationDegrees()).isNaN();
    }

    @Test
    void meanAndSpreadOfMergedPartsAreThoseOfTheVectorMeanOfAllReadings() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int count = 2 + random.nextInt(60);
            double spread = 1 + random.nextInt(90);
            double centre = random.nextInt(360);
            SummaryAccumulator merged = new SummaryAccumulator();
            SummaryAccumulator part = new SummaryAccumulator();
            double east = 0;
            double north = 0;
            for (int i = 0; i < count; i++) {
                double degrees = Circle.wrap(centre + spread * random.nextGaussian());
                part.add(degrees, i, Statistic.DIRECTION);
                east += Math.sin(Math.toRadians(degrees));
                north += Math.cos(Math.toRadians(degrees));
                if (random.nextInt(4) == 0) {
                    merged.add(part.build());
                    part = new SummaryAccumulator();
                }
            }
            Summary all = merged.add(part.build()).build();
            double length = Math.hypot(east, north) / count;
            if (length > 1e-6) {
                assertThat(Circle.difference(all.directionDegrees(), Math.toDegrees(Math.atan2(east, north))))
                        .as("seed %s", seed)
                        .isCloseTo(0, within(1e-6));
                assertThat(all.directionDeviationDegrees())
                        .as("seed %s", seed)
                        .isCloseTo(Math.toDegrees(Math.sqrt(-2 * Math.log(length))), within(1e-6));
            }
        }
    }

    private static Summary summary(List<Double> directions) {
        SummaryAccumulator sum = new SummaryAccumulator();
        for (int i = 0; i < directions.size(); i++) {
            sum.add(directions.get(i), i, Statistic.DIRECTION);
        }
        return sum.build();
    }
}
