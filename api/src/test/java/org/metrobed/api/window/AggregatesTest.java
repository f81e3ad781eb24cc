package org.metrobed.api.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.Datastream.Statistic;

class AggregatesTest {

    @Test
    void usualOnesComeWhenNoneIsNamed() {
        for (Set<Statistic> statistics : List.of(Set.<Statistic>of(), Set.of(Statistic.MEAN, Statistic.DIRECTION))) {
            Aggregates usual = Aggregates.parse(List.of(), statistics);
            assertThat(usual.hidden())
                    .containsExactlyInAnyOrder(
                            "count", "total", "direction", "increase", "resets", "transitions", "mode", "timeInState");
            assertThat(usual.shares()).isEmpty();
        }
    }

    @Test
    void usualOnesAreThoseOfTheStatisticsSelected() {
        assertThat(Aggregates.parse(List.of(), Set.of(Statistic.TOTAL)).hidden())
                .contains("mean", "sum", "transitions")
                .doesNotContain("increase", "resets", "first", "last", "unknown");
        assertThat(Aggregates.parse(List.of(), Set.of(Statistic.STATE, Statistic.MEAN))
                        .hidden())
                .contains("increase")
                .doesNotContain("mean", "transitions", "mode", "timeInState", "unknown");
    }

    @Test
    void reasonComesWithEachAggregateThatItExplains() {
        for (String aggregate : List.of("mean", "sd", "min", "max", "direction", "increase", "mode")) {
            assertThat(Aggregates.parse(List.of(aggregate), Set.of()).hidden())
                    .as(aggregate)
                    .doesNotContain("unknown");
        }
        assertThat(Aggregates.parse(List.of("count", "sum", "median"), Set.of()).hidden())
                .contains("unknown");
    }

    @Test
    void quantilesKeepTheNamesAndTheOrderAskedFor() {
        Aggregates asked = Aggregates.parse(List.of("p95", "median", "max", "p05"), Set.of());
        assertThat(asked.shares()).containsExactly(entry("p95", 0.95), entry("median", 0.5), entry("p05", 0.05));
        assertThat(asked.hidden()).contains("mean", "sum").doesNotContain("max", "maxTime");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p100", "p00", "p5", "avg", "", "Mean"})
    void othersAreRefusedWithTheList(String name) {
        assertThatThrownBy(() -> Aggregates.parse(List.of(name), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be count, direction, first")
                .hasMessageContaining("p01 to p99");
    }

    private static java.util.Map.Entry<String, Double> entry(String name, double share) {
        return java.util.Map.entry(name, share);
    }
}
