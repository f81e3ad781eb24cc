package org.metrobed.model.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Datastream.Statistic;

class SummaryAccumulatorTest {

    @Test
    void oneByOneGivesWhatMergingGives() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            SummaryAccumulator builder = new SummaryAccumulator();
            Summary merged = Summary.EMPTY;
            for (int left = 1 + random.nextInt(80); left > 0; left--) {
                double value = random.nextInt(20) - 5;
                long micros = random.nextInt(1_000_000);
                builder.add(value, micros, Statistic.MEAN);
                merged = merged.add(value, micros);
            }
            Summary built = builder.build();
            assertThat(built)
                    .usingRecursiveComparison()
                    .ignoringFields("mean", "squares")
                    .isEqualTo(merged);
            assertThat(built.mean()).isCloseTo(merged.mean(), within(1e-12));
            assertThat(built.squares()).isCloseTo(merged.squares(), within(1e-9));
        }
    }

    @Test
    void whatWasBuiltGoesOnAsIfItHadNotBeen() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            SummaryAccumulator once = new SummaryAccumulator();
            SummaryAccumulator again = new SummaryAccumulator();
            for (int i = 0; i < 70; i++) {
                double value = random.nextGaussian();
                once.add(value, i, Statistic.DIRECTION);
                again.add(value, i, Statistic.DIRECTION);
                again = random.nextInt(5) == 0 ? new SummaryAccumulator(again.build()) : again;
            }
            assertThat(again.build()).isEqualTo(once.build());
        }
    }

    @Test
    void directionsHaveAMeanAroundTheCircleAndOtherReadingsHaveNone() {
        SummaryAccumulator north = new SummaryAccumulator();
        north.add(350, 1, Statistic.DIRECTION).add(20, 2, Statistic.DIRECTION);
        assertThat(north.build().directionDegrees()).isCloseTo(5, within(1e-9));
        SummaryAccumulator values = new SummaryAccumulator();
        values.add(350, 1, Statistic.COUNT).add(20, 2, Statistic.INSTANT);
        assertThat(values.build().directionDegrees()).isNaN();
    }

    @Test
    void directionsBesideReadingsWithoutVectorsHaveNoMean() {
        Summary vectors =
                new SummaryAccumulator().add(90, 2, Statistic.DIRECTION).build();
        Summary bare = Summary.of(270, 1);
        for (Summary mixed : List.of(
                bare.merge(vectors),
                vectors.merge(bare),
                vectors.merge(bare).merge(vectors),
                bare.merge(vectors).merge(bare),
                new SummaryAccumulator(bare).add(90, 2, Statistic.DIRECTION).build(),
                new SummaryAccumulator(vectors).add(90, 1, Statistic.MEAN).build())) {
            assertThat(mixed.isOfDirections()).isTrue();
            assertThat(mixed.hasVectors()).isFalse();
            assertThat(mixed.directionDegrees()).isNaN();
            assertThat(mixed.directionDeviationDegrees()).isNaN();
        }
        assertThat(vectors.merge(vectors).directionDegrees()).isCloseTo(90, within(1e-9));
        assertThat(Summary.EMPTY.merge(vectors).merge(Summary.EMPTY)).isEqualTo(vectors);
    }

    @Test
    void directionsThatCancelOutToTheLastBitAreDirectionsStill() {
        Summary opposed = new SummaryAccumulator()
                .add(4.8, 1, Statistic.DIRECTION)
                .add(184.8, 2, Statistic.DIRECTION)
                .build();
        Summary east = new SummaryAccumulator().add(90, 3, Statistic.DIRECTION).build();
        assertThat(opposed.hasVectors()).isTrue();
        assertThat(opposed.directionDegrees()).isNaN();
        assertThat(opposed.merge(east).directionDegrees()).isCloseTo(90, within(1e-9));
    }

    @Test
    void emptyBuilderBuildsTheEmptySummaryAlsoWhenMadeOfIt() {
        assertThat(new SummaryAccumulator().build()).isEqualTo(Summary.EMPTY);
        SummaryAccumulator again = new SummaryAccumulator(Summary.EMPTY);
        assertThat(again.count()).isZero();
        assertThat(again.add(3, 4, Statistic.MEAN).build()).isEqualTo(Summary.of(3, 4));
    }

    @Test
    void largestNumbersAreTakenAndInfiniteOnesAreRefused() {
        SummaryAccumulator builder = new SummaryAccumulator();
        for (int i = 0; i < 40; i++) {
            builder.add(i % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE, i, Statistic.MEAN);
        }
        assertThat(builder.build().quantiles().at(0)).isCloseTo(-Double.MAX_VALUE, within(0.02 * Double.MAX_VALUE));
        assertThatThrownBy(() -> builder.add(Double.POSITIVE_INFINITY, 1, Statistic.MEAN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
