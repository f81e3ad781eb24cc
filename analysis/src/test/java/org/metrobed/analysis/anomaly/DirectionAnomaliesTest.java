package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Circle;
import org.metrobed.model.Scale;

/** Detectors of a wind vane: a wind around north is as ordinary as any other. */
class DirectionAnomaliesTest {

    private static final long STEP_MICROS = 600_000_000;
    private static final int DAY = 144;

    @Test
    void steadyNorthWindCausesNoEpisodeAndAJumpToSouthCausesOne() {
        AnomalyDetector vane = new AnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), STEP_MICROS, Scale.CIRCLE);
        Random random = new Random(1);
        List<EpisodeChange> steady = new ArrayList<>();
        for (int i = 0; i < 10 * DAY; i++) {
            steady.addAll(next(vane, i, Circle.wrap(10 * random.nextGaussian())));
        }
        List<EpisodeChange> turned = new ArrayList<>();
        for (int i = 10 * DAY; i < 11 * DAY; i++) {
            turned.addAll(next(vane, i, Circle.wrap(180 + 10 * random.nextGaussian())));
        }
        assertThat(steady).isEmpty();
        assertThat(turned).anyMatch(change -> change.cause() == Cause.JUMP);
    }

    @Test
    void bandOfANorthWindLiesAroundNorth() {
        EnsembleDetector vane = new EnsembleDetector(Richness.DEFAULT, ZoneOffset.UTC, Scale.CIRCLE);
        Random random = new Random(2);
        Band band = Band.NONE;
        for (int i = 0; i < 7 * DAY; i++) {
            band = vane.update(i * STEP_MICROS, Circle.wrap(10 * random.nextGaussian()))
                    .band();
        }
        assertThat(band.expected()).isBetween(0.0, 360.0);
        assertThat(Circle.difference(band.expected(), 0)).isCloseTo(0, within(10.0));
        assertThat(band.high() - band.low()).isBetween(20.0, 120.0);
    }

    @Test
    void everyTurnOfTheVaneGivesTheSameLevels() {
        double[] levels = levels(0);
        for (double turn : List.of(45.0, 180.0, 270.0)) {
            double[] turned = levels(turn);
            for (int i = 0; i < levels.length; i++) {
                assertThat(turned[i]).as("value %s, turn %s", i, turn).isCloseTo(levels[i], within(1e-3));
            }
        }
    }

    @Test
    void meanOfFiveMinutesGoesAroundTheCircle() {
        FiveMinuteMeans means = new FiveMinuteMeans(60_000_000, Scale.CIRCLE);
        long minute = 60_000_000;
        for (double value : Arrays.asList(350.0, 20.0, 355.0, 5.0, 355.0)) {
            assertThat(means.next(minute, value)).isEmpty();
        }
        assertThat(Circle.difference(means.next(6 * minute, 90).orElseThrow().value(), 1))
                .isCloseTo(0, within(1e-9));
    }

    private static double[] levels(double turn) {
        EnsembleDetector vane = new EnsembleDetector(Richness.DEFAULT, ZoneOffset.UTC, Scale.CIRCLE);
        Random random = new Random(3);
        double[] levels = new double[2_000];
        for (int i = 0; i < levels.length; i++) {
            double value = Circle.wrap(128 + random.nextInt(40) - 20 + turn);
            levels[i] = vane.update(i * STEP_MICROS, value).level();
        }
        return levels;
    }

    private static List<EpisodeChange> next(AnomalyDetector vane, int i, double value) {
        long micros = i * STEP_MICROS;
        return vane.next(micros, micros, value, false);
    }
}
