package org.metrobed.simulators.city;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.Circle;

class HeadingTest {

    private static final int MINUTES = 2 * 1_440;

    @Test
    void directionGoesAcrossNorthInSmallSteps() {
        int across = 0;
        for (int seed = 0; seed < 20; seed++) {
            Heading heading = new Heading(Noise.of(seed));
            double before = heading.valueAt(0);
            for (int minute = 1; minute < MINUTES; minute++) {
                double now = heading.valueAt(minute * 60_000L);
                assertThat(now).isGreaterThanOrEqualTo(0).isLessThan(360).isEqualTo(Math.rint(now));
                assertThat(Math.abs(Circle.difference(now, before)))
                        .as("seed %s, minute %s", seed, minute)
                        .isLessThan(15);
                across += Math.abs(now - before) > 180 ? 1 : 0;
                before = now;
            }
        }
        assertThat(across).isGreaterThan(20);
    }

    @Test
    void faultsTurnADirectionRoundTheCircle() {
        Heading heading = new Heading(Noise.of(1));
        assertThat(heading.reported(359.6)).isZero();
        assertThat(heading.reported(370)).isEqualTo(10);
        assertThat(heading.reported(-10)).isEqualTo(350);
        assertThat(heading.reported(-730)).isEqualTo(350);
    }
}
