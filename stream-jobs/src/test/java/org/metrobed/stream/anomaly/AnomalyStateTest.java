package org.metrobed.stream.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.anomaly.RandomArrivals.START_MILLIS;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.CityHolidays;
import org.metrobed.model.DatastreamSettings;

class AnomalyStateTest {

    private static final long OFTEN_MILLIS = 10_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final DatastreamSettings SETTINGS = RandomArrivals.settings(OFTEN_MILLIS);
    /** A Wednesday. */
    private static final String HOLIDAY = "2026-01-14";

    /** Readings come so often that the detector stays live. */
    @Test
    void holidaysThatTheCatalogAddsCountAtOnceAndWhatWasLearntStays() {
        AnomalyState state = AnomalyState.of(SETTINGS);
        for (long millis = START_MILLIS; millis < START_MILLIS + 8 * DAY_MILLIS; millis += OFTEN_MILLIS) {
            boolean weekend = millis - START_MILLIS >= 5 * DAY_MILLIS && millis - START_MILLIS < 7 * DAY_MILLIS;
            double value = (weekend ? 20 : 100) + millis / OFTEN_MILLIS % 7;
            state.anomalyDetection().next(millis * 1_000, millis * 1_000, value, false);
        }
        assertThat(expectedAtNoon(state)).isGreaterThan(90);
        state.use(SETTINGS.withAnomalyDetection(with(new CityHolidays("", "", List.of(HOLIDAY)))));
        assertThat(expectedAtNoon(state)).isLessThan(90);
        state.use(SETTINGS);
        assertThat(expectedAtNoon(state)).isGreaterThan(90);
    }

    private static double expectedAtNoon(AnomalyState state) {
        long millis = Instant.parse(HOLIDAY + "T12:00:00Z").toEpochMilli();
        return state.anomalyDetection().expectedAt(millis * 1_000).expected();
    }

    private static AnomalyDetection with(CityHolidays holidays) {
        AnomalyDetection one = SETTINGS.anomalyDetection();
        return new AnomalyDetection(
                true, one.options(), one.name(), one.unit(), one.zone(), one.site(), one.statistic(), holidays);
    }
}
