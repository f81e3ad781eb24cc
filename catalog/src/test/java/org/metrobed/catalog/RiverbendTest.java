package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Family;
import org.metrobed.model.Gas;
import org.metrobed.model.Thing;

/** The demo bundle, read from the folder that the demo reads. */
class RiverbendTest {

    private final Catalog catalog = CatalogReader.read(CatalogFiles.readFolder(Path.of("..", "bundles")), 7);

    @Test
    void eachFamilyHasItsStations() {
        Map<Family, Long> things =
                catalog.things().stream().collect(Collectors.groupingBy(Thing::family, Collectors.counting()));

        assertThat(things.get(Family.MOBILITY)).isGreaterThanOrEqualTo(12);
        assertThat(things.get(Family.AIR)).isGreaterThanOrEqualTo(10);
        assertThat(things.get(Family.INFRASTRUCTURE)).isGreaterThanOrEqualTo(8);
    }

    @Test
    void tenAirStationsObserveAllSixPropertiesAndHaveTheirProducts() {
        List<String> all = List.of(
                "air-temperature",
                "aqi-no2",
                "aqi-o3",
                "aqi-pm25",
                "no2",
                "o3",
                "pm10",
                "pm25",
                "pm25-nowcast",
                "relative-humidity");

        assertThat(catalog.things().stream()
                        .filter(thing -> thing.family() == Family.AIR)
                        .filter(thing -> properties(thing).equals(all)))
                .hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void bridgeAndRiverAreWatched() {
        assertThat(catalog.datastreams().stream()
                        .filter(stream -> catalog.findThing(stream.id().thing())
                                .map(thing -> thing.family() == Family.INFRASTRUCTURE)
                                .orElseThrow())
                        .map(stream -> stream.id().property())
                        .distinct())
                .containsExactlyInAnyOrder("strain", "structural-temperature", "tilt", "water-level");
    }

    @Test
    void thingsStandWithinTheCityInDistrictsAndProjects() {
        assertThat(catalog.things()).allSatisfy(thing -> {
            assertThat(thing.location().latitudeDegrees()).isBetween(48.31, 48.35);
            assertThat(thing.location().longitudeDegrees()).isBetween(15.73, 15.79);
            assertThat(thing.location().place()).isNotBlank();
            assertThat(thing.location().district()).isNotBlank();
            assertThat(thing.project()).isIn("breathing-streets", "living-bridge");
        });
        assertThat(catalog.things().stream().map(Thing::location).distinct()).hasSameSizeAs(catalog.things());
    }

    @Test
    void everyDatastreamHasItsRangesAlsoOneThatIsComputed() {
        assertThat(catalog.datastreams())
                .anyMatch(stream -> !stream.settings().derivation().inputs().isEmpty())
                .allMatch(stream -> stream.settings()
                        .quality()
                        .find(GrossRange.Params.class)
                        .isPresent());
    }

    @Test
    void sensorsMostlyReportEachMinute() {
        List<Datastream> measured = catalog.datastreams().stream()
                .filter(datastream -> !datastream.isDerived())
                .toList();
        Map<Long, Long> intervals = measured.stream()
                .collect(Collectors.groupingBy(stream -> stream.settings().intervalMillis(), Collectors.counting()));

        assertThat(intervals).containsOnlyKeys(10_000L, 60_000L, 120_000L, 300_000L);
        assertThat(intervals.get(60_000L)).isGreaterThan(measured.size() * 3L / 4);
    }

    @Test
    void lowCostSensorIsCorrectedAndItsProductsFollowFromThat() {
        Datastream corrected = find("riverbend/twin-school-yard/pm25");

        assertThat(corrected.settings().derivation().product()).isEqualTo("purpleair-epa");
        assertThat(corrected.settings().products())
                .extracting(settings -> settings.derivation().product())
                .containsExactly("aqi-pm25", "nowcast-pm25");
        assertThat(find("riverbend/air-market-square/pm25").isDerived()).isFalse();
    }

    @Test
    void everyDatastreamHasBothSpansAndTheVersion() {
        assertThat(catalog.datastreams()).allSatisfy(stream -> {
            assertThat(stream.settings().fail().low())
                    .isLessThanOrEqualTo(stream.settings().suspect().low());
            assertThat(stream.settings().fail().high())
                    .isGreaterThanOrEqualTo(stream.settings().suspect().high());
            assertThat(stream.settings().catalogVersion()).isEqualTo(7);
        });
    }

    @Test
    void overridesReachTheDatastreams() {
        Datastream hall = find("riverbend/ped-station-hall/pedestrian-count");
        Datastream upstream = find("riverbend/gauge-upstream/water-level");

        assertThat(hall.statistic()).isEqualTo(Statistic.COUNT);
        assertThat(hall.settings().suspect().high()).isEqualTo(150);
        assertThat(hall.settings().thresholds())
                .singleElement()
                .satisfies(rule -> assertThat(rule.raise()).isEqualTo(120));
        assertThat(upstream.settings().maxOutOfOrdernessMillis()).isEqualTo(60_000);
        assertThat(upstream.settings().idleTimeoutMillis()).isEqualTo(2 * 300_000 + 60_000 + 10_000);
        assertThat(catalog.findDatastream("riverbend/air-ferry-landing/o3")).isEmpty();
    }

    @Test
    void standardsHoldWhereTheBundleSaysNothingElse() {
        Datastream square = find("riverbend/ped-market-square/pedestrian-count");
        Datastream air = find("riverbend/air-university/pm25");

        assertThat(square.name()).isEqualTo("Pedestrians");
        assertThat(square.settings().fail().high()).isEqualTo(167);
        assertThat(air.settings()
                        .quality()
                        .find(FlatLine.Params.class)
                        .orElseThrow()
                        .fail())
                .isEqualTo(8 * 3_600);
        assertThat(air.settings()
                        .quality()
                        .find(Spike.Params.class)
                        .orElseThrow()
                        .suspect())
                .isEqualTo(15);
        assertThat(find("riverbend/air-university/no2").gas()).isEqualTo(new Gas(46.0055, 20));
    }

    @Test
    void airStationsAndLanesAreHeldAgainstEachOther() {
        assertThat(catalog.datastreams().stream()
                        .filter(stream -> !stream.settings().peers().isNone())
                        .map(stream -> stream.id().property())
                        .distinct())
                .containsExactlyInAnyOrder("pm25", "pm10", "no2", "vehicle-count", "occupancy");
        assertThat(catalog.datastreams().stream()
                        .filter(stream -> stream.id().property().equals("pm25")))
                .allSatisfy(stream -> assertThat(
                                stream.settings().peers().neighbours().neighbours())
                        .hasSizeBetween(5, 8));
    }

    @Test
    void topicsOfBothFormatsAreBound() {
        assertThat(catalog.bindings())
                .extracting(Binding::name, binding -> binding.topic().filter(), Binding::decoder)
                .containsExactlyInAnyOrder(
                        tuple("riverbend/meta", "metrobed/v1/riverbend/+/+/meta", "none"),
                        tuple("riverbend/native", "metrobed/v1/riverbend/+/+/up", "native-json"),
                        tuple("riverbend/senml", "senml/v1/riverbend/+", "senml-json"),
                        tuple("riverbend/status", "metrobed/v1/riverbend/+/+/status", "status"));
    }

    private Datastream find(String id) {
        return catalog.findDatastream(id).orElseThrow();
    }

    private List<String> properties(Thing thing) {
        return catalog.listDatastreams(thing.id()).stream()
                .map(stream -> stream.id().property())
                .toList();
    }
}
