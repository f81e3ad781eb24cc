package org.metrobed.api.thing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream.Statistic;

class StatisticRuleTest {

    @ParameterizedTest
    @CsvSource({
        "sum, DIRECTION",
        "total, DIRECTION",
        "min, DIRECTION",
        "max, DIRECTION",
        "median, DIRECTION",
        "p95, DIRECTION",
        "sum, INSTANT",
        "total, MEAN",
        "direction, COUNT",
        "sum, TOTAL",
        "total, TOTAL",
        "sum, STATE",
        "p95, STATE",
        "increase, COUNT",
        "time-in-state, INSTANT"
    })
    void aggregateWithoutMeaningIsRefusedByNameAndStatistic(String name, Statistic statistic) {
        assertThatThrownBy(() -> StatisticRule.check(List.of("count", name), List.of(Set.of(statistic))))
                .hasMessageContaining("is '" + name + "', which has no meaning for the statistic " + statistic.word());
    }

    @ParameterizedTest
    @CsvSource({
        "mean, DIRECTION",
        "sd, DIRECTION",
        "direction, DIRECTION",
        "sum, COUNT",
        "mean, COUNT",
        "p95, MEAN",
        "sum, AMOUNT",
        "increase, TOTAL",
        "time-in-state, STATE"
    })
    void aggregateWithMeaningIsTaken(String name, Statistic statistic) {
        assertThatCode(() -> StatisticRule.check(List.of(name), List.of(Set.of(statistic))))
                .doesNotThrowAnyException();
    }

    @Test
    void longitudeOfATrackHasNoMeanBecauseItsNumbersJumpAtTheDateLine() {
        String bundle = """
                testbed: { id: t, name: T, zone: Pacific/Fiji }
                properties:
                  lat: { name: Latitude, unit: deg, statistic: instant, interval: PT1M }
                  lon: { name: Longitude, unit: deg, statistic: instant, interval: PT1M }
                thing-types:
                  ship: { family: mobility, properties: { lat: {}, lon: {} } }
                things:
                  a: { name: A, type: ship, location: { lat: -18, lon: 178 }, track: { latitude: lat, longitude: lon } }
                """;
        Catalog catalog = CatalogReader.read(CatalogFiles.of(Map.of("t.yaml", bundle)), 1);
        Set<Statistic> longitude = StatisticRule.statistics(catalog.findDatastream("t/a/lon"), catalog);
        for (String name : List.of("mean", "sd", "min", "max", "median", "increase")) {
            assertThatThrownBy(() -> StatisticRule.check(List.of(name), List.of(longitude)))
                    .hasMessage("is '" + name
                            + "', which has no meaning for the longitude of a track, must be count, first, last");
        }
        assertThatCode(() -> StatisticRule.check(List.of("count", "first", "last"), List.of(longitude)))
                .doesNotThrowAnyException();
        assertThat(StatisticRule.statistics(catalog.findDatastream("t/a/lat"), catalog))
                .containsExactly(Statistic.INSTANT);
    }

    @Test
    void aggregateIsTakenIfOneOfTheSeriesHasItOrIsNotKnown() {
        List<String> sum = List.of("sum");
        assertThatCode(() -> StatisticRule.check(sum, List.of(Set.of(Statistic.MEAN), Set.of(Statistic.COUNT))))
                .doesNotThrowAnyException();
        assertThatCode(() -> StatisticRule.check(sum, List.of(Set.of()))).doesNotThrowAnyException();
        assertThatCode(() -> StatisticRule.check(sum, List.of())).doesNotThrowAnyException();
    }
}
