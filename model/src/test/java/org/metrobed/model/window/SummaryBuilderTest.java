package org.metrobed.model.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Datastream.Statistic;

class SummaryBuilderTest {

    @Test
    void oneByOneGivesWhatMergingGives() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            SummaryBuilder builder = new SummaryBuilder();
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
            SummaryBuilder once = new SummaryBuilder();
            SummaryBuilder again = new SummaryBuilder();
            for (int i = 0; i < 70; i++) {
                double value = random.nextGaussian();
                once.add(value, i, Statistic.DIRECTION);
                again.add(value, i, Statistic.DIRECTION);
                again = random.nextInt(5) == 0 ? new SummaryBuilder(again.build()) : again;
            }
            assertThat(again.build()).isEqualTo(once.build());
        }
    }

    @Test
    void directionsHaveAMeanAroundTheCircleAndOtherReadingsHaveNone() {
        SummaryBuilder north = new SummaryBuilder();
        north.add(350, 1, Statistic.DIRECTION).add(20, 2, Statistic.DIRECTION);
        assertThat(north.build().directionDegrees()).isCloseTo(5, within(1e-9));
        SummaryBuilder values = new SummaryBuilder();
        values.add(350, 1, Statistic.COUNT).add(20, 2, Statistic.INSTANT);
        assertThat(values.build().directionDegrees()).isNaN();
    }

    @Test
    void emptyBuilderBuildsTheEmptySummaryAlsoWhenMadeOfIt() {
        assertThat(new SummaryBuilder().build()).isEqualTo(Summary.EMPTY);
        SummaryBuilder again = new SummaryBuilder(Summary.EMPTY);
        assertThat(again.count()).isZero();
        assertThat(again.add(3, 4, Statistic.MEAN).build()).isEqualTo(Summary.of(3, 4));
    }

    @Test
    void largestNumbersAreTakenAndInfiniteOnesAreRefused() {
        SummaryBuilder builder = new SummaryBuilder();
        for (int i = 0; i < 40; i++) {
            builder.add(i % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE, i, Statistic.MEAN);
        }
        assertThat(builder.build().quantiles().at(0)).isCloseTo(-Double.MAX_VALUE, within(0.02 * Double.MAX_VALUE));
        assertThatThrownBy(() -> builder.add(Double.POSITIVE_INFINITY, 1, Statistic.MEAN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
