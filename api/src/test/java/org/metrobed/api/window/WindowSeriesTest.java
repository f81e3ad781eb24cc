package org.metrobed.api.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.ExpectedReadings;

class WindowSeriesTest {

    @Test
    void expectsWhatItsDatastreamsShouldHave() {
        assertThat(series(60_000, 600_000).expected(3_600_000).readings()).isEqualTo(66);
        assertThat(series(7_200_000).expected(3_600_000).readings()).isEqualTo(0.5);
        assertThat(series(0).expected(3_600_000)).isEqualTo(ExpectedReadings.UNKNOWN);
    }

    @Test
    void groupIsCompleteWithTheFewestReadingsThatItsCompleteDatastreamsMayHave() {
        ExpectedReadings quarter = series(600_000, 600_000, 600_000).expected(900_000);
        assertThat(quarter.readings()).isEqualTo(4.5);
        assertThat(quarter.coverage(3)).isEqualTo(1);
        assertThat(quarter.coverage(2)).isEqualTo(2 / 4.5);
    }

    private static WindowSeries series(long... intervals) {
        return new WindowSeries(
                "k",
                "",
                "no2",
                "ug/m3",
                java.util.Set.of(),
                java.util.Arrays.stream(intervals)
                        .mapToObj(interval -> new WindowSeries.Member(
                                "city/a/no2", interval, ReadingKind.of(Statistic.INSTANT), java.util.List.of()))
                        .toList());
    }
}
