package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.model.Scale;

class TunedThresholdsTest {

    private static final long MINUTE = 60_000_000;
    private static final double ABOUT_ONE_IN_A_THOUSAND = 0.002;

    @Test
    void aboutOneReadingInAThousandOfItsPastIsFlaggedByEach() {
        List<Row> rows = noise(10_000, 1);
        TunedThresholds tuned = TunedThresholds.of(rows, MINUTE, Scale.LINE).orElseThrow();

        assertThat(tuned.tests())
                .allSatisfy(test -> assertThat(TunedThresholds.share(test, rows, MINUTE, Scale.LINE))
                        .isLessThan(ABOUT_ONE_IN_A_THOUSAND));
        assertThat(tuned.spike().suspect()).isBetween(3.0, 6.0);
        assertThat(tuned.change().per()).isEqualTo(60);
    }

    @Test
    void failIsBeyondAllThatWasSeen() {
        List<Row> rows = noise(5_000, 1);
        rows.set(500, new Row(500 * MINUTE, 100));
        TunedThresholds tuned = TunedThresholds.of(rows, MINUTE, Scale.LINE).orElseThrow();

        assertThat(tuned.spike().fail()).isBetween(140.0, 160.0);
        assertThat(tuned.change().fail()).isBetween(140.0, 160.0);
    }

    @Test
    void thresholdsGrowWithTheUnit() {
        double one = TunedThresholds.of(noise(5_000, 1), MINUTE, Scale.LINE)
                .orElseThrow()
                .spike()
                .suspect();
        double hundred = TunedThresholds.of(noise(5_000, 100), MINUTE, Scale.LINE)
                .orElseThrow()
                .spike()
                .suspect();

        assertThat(hundred).isCloseTo(100 * one, within(1e-9));
    }

    @Test
    void usualRunsOfEqualValuesAreNotFlat() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            rows.add(new Row(i * MINUTE, i / 40 % 7));
        }
        TunedThresholds tuned = TunedThresholds.of(rows, MINUTE, Scale.LINE).orElseThrow();

        assertThat(tuned.flat().suspect()).isBetween(39 * 60.0, 45 * 60.0);
        assertThat(TunedThresholds.share(tuned.flat(), rows, MINUTE, Scale.LINE))
                .isLessThan(ABOUT_ONE_IN_A_THOUSAND);
    }

    @Test
    void aChangeOverAGapCountsNotAsOne() {
        List<Row> rows = noise(1_000, 1);
        for (int i = 500; i < 1_000; i++) {
            rows.set(i, new Row((i + 60) * MINUTE, rows.get(i).value() + 1_000));
        }

        assertThat(TunedThresholds.of(rows, MINUTE, Scale.LINE)
                        .orElseThrow()
                        .change()
                        .fail())
                .isLessThan(20);
    }

    @Test
    void directionsChangeAroundTheCircle() {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            rows.add(new Row(i * MINUTE, (360 + random.nextGaussian()) % 360));
        }

        assertThat(TunedThresholds.of(rows, MINUTE, Scale.CIRCLE)
                        .orElseThrow()
                        .spike()
                        .suspect())
                .isLessThan(10);
    }

    @Test
    void shortOrConstantPastProposesNothing() {
        assertThat(TunedThresholds.of(noise(TunedThresholds.LEAST_READINGS, 1), MINUTE, Scale.LINE))
                .isEmpty();
        assertThat(TunedThresholds.of(noise(TunedThresholds.LEAST_READINGS + 1, 1), MINUTE, Scale.LINE))
                .isPresent();
        assertThat(TunedThresholds.of(noise(1_000, 0), MINUTE, Scale.LINE)).isEmpty();
    }

    private static List<Row> noise(int count, double size) {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row(i * MINUTE, size * random.nextGaussian()));
        }
        return rows;
    }
}
