package org.metrobed.api.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatesTest {

    @Test
    void usualOnesComeWhenNoneIsNamed() {
        Aggregates usual = Aggregates.parse(List.of());
        assertThat(usual.hidden()).containsExactlyInAnyOrder("count", "total", "direction");
        assertThat(usual.shares()).isEmpty();
    }

    @Test
    void quantilesKeepTheNamesAndTheOrderAskedFor() {
        Aggregates asked = Aggregates.parse(List.of("p95", "median", "max", "p05"));
        assertThat(asked.shares()).containsExactly(entry("p95", 0.95), entry("median", 0.5), entry("p05", 0.05));
        assertThat(asked.hidden()).contains("mean", "sum").doesNotContain("max", "maxTime");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p100", "p00", "p5", "avg", "", "Mean"})
    void othersAreRefusedWithTheList(String name) {
        assertThatThrownBy(() -> Aggregates.parse(List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be count, direction, first")
                .hasMessageContaining("p01 to p99");
    }

    private static java.util.Map.Entry<String, Double> entry(String name, double share) {
        return java.util.Map.entry(name, share);
    }
}
