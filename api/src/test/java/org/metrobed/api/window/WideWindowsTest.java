package org.metrobed.api.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Rows;
import org.metrobed.model.Datastream.Statistic;

/** {@link WideWindows}: the units of columns, and values in another unit. */
class WideWindowsTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final WindowSeries SERIES =
            new WindowSeries("city/a/no2", "", "no2", "ug/m3", Set.of(Statistic.INSTANT), List.of());

    @Test
    void columnHasTheUnitOfItsAggregate() {
        Rows<WideView> rows = wide(List.of(window("ug/m3", 7)), List.of("mean", "count", "resets"));
        Map<String, String> units = rows.shape().fields().stream()
                .filter(field -> field.name().startsWith("city"))
                .collect(Collectors.toMap(RecordShape.Field::name, RecordShape.Field::unit));
        assertThat(units)
                .containsOnly(
                        Map.entry("city/a/no2:mean", "ug/m3"),
                        Map.entry("city/a/no2:count", ""),
                        Map.entry("city/a/no2:resets", ""));
    }

    @Test
    void valuesInAnotherUnitAreNotInTheColumn() {
        List<WindowView> windows = List.of(window("mg/m3", 0.007), window("ug/m3", 7));
        assertThat(wide(windows, List.of("mean")).rows().next().values()).containsOnly(Map.entry("city/a/no2", 7.0));
        assertThat(wide(windows.subList(0, 1), List.of("mean")).rows().next().values())
                .isEmpty();
    }

    private static Rows<WideView> wide(List<WindowView> windows, List<String> aggregates) {
        return WideWindows.of(Rows.all(WindowView.class, windows.iterator()), List.of(SERIES), aggregates, false);
    }

    private static WindowView window(String unit, double mean) {
        return WindowViewBuilder.builder()
                .datastream("city/a/no2")
                .start(NOON)
                .end(NOON.plusSeconds(60))
                .unit(unit)
                .mean(mean)
                .build();
    }
}
