package org.metrobed.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.compile.CatalogReader;

final class CityPlanTest {

    @Test
    void theCityHasADatastreamForEachReading() {
        CityPlan city = new CityPlan(9, 60, 5);

        Catalog catalog = CatalogReader.read(city.files(), 1);

        assertThat(catalog.datastreams())
                .extracting(datastream -> datastream.id().value())
                .containsExactlyInAnyOrderElementsOf(BenchCity.listDatastreams(9));
        assertThat(catalog.datastreams())
                .allMatch(datastream -> datastream.settings().intervalMillis() == 60_000);
        assertThat(city.listTopics())
                .hasSize(9)
                .allSatisfy(
                        topic -> assertThat(catalog.bindings().get(0).topic().match(topic))
                                .isPresent());
    }

    @Test
    void eachThingPublishesOnceInARound() {
        for (int things : new int[] {1, 2, 3, 20, 200, 1_000, 10_000}) {
            CityPlan city = new CityPlan(things, 1, 1);

            assertThat(IntStream.range(0, things).map(city::thingAt).distinct().count())
                    .isEqualTo(things);
        }
    }

    @Test
    void thePaceFollowsFromDatastreamsAndInterval() {
        assertThat(new CityPlan(1_000, 1, 4).readingsPerSecond()).isEqualTo(10_000);
        assertThat(new CityPlan(10_000, 60, 4).readingsPerSecond()).isBetween(1_666.0, 1_667.0);
    }
}
