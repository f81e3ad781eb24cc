package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;

class DerivedTest {

    private static final String HOURLY = "statistic: mean, interval: PT1H";
    static final String PROPERTIES = """
              nowcast: { name: NowCast, unit: ug/m3, %1$s, derived: { by: nowcast-pm25, from: pm25 } }
              aqi-o3: { name: Ozone, unit: "{index}", %1$s, derived: { by: aqi-o3, from: o3 } }
              channel-a: { name: A, unit: mg/m3, statistic: mean, interval: PT2M }
              channel-b: { name: B, unit: ug/m3, statistic: mean, interval: PT2M }
              humidity: { name: RH, unit: "%%", statistic: mean, interval: PT2M }
            """.formatted(HOURLY);
    static final String TWIN = """
              twin:
                family: air
                properties:
                  channel-a:
                  channel-b:
                  humidity:
                  pm25: { derived: { by: purpleair-epa, from: [channel-a, channel-b, humidity] } }
                  nowcast:
            """;
    static final String THING = """
              twin-01:
                name: Twin 1
                type: twin
                location: { lat: 48.2, lon: 16.3 }
            """;

    @Test
    void sourceKnowsItsProductsAndTheyTheirSource() {
        Catalog catalog = CatalogReader.read(bundle(PROPERTIES, TWIN, THING), 1);

        DatastreamSettings source = settings(catalog, "town/air-01/o3");
        DatastreamSettings derived = settings(catalog, "town/air-01/aqi-o3");

        assertThat(derived.derivation())
                .isEqualTo(new Derivation("aqi-o3", List.of(new Derivation.Input("town/air-01/o3", 0.001, 0))));
        assertThat(source.products()).containsExactly(derived);
        assertThat(source.derivation().isDerived()).isFalse();
    }

    @Test
    void valuesOfHoursAreStampedAtTheBeginOfTheirHourAndOthersAsTheBundleSays() {
        Catalog catalog = CatalogReader.read(bundle(PROPERTIES, TWIN, THING), 1);

        assertThat(settings(catalog, "town/twin-01/channel-a").stamp()).isEqualTo(Datastream.Stamp.END);
        assertThat(settings(catalog, "town/twin-01/pm25").stamp()).isEqualTo(Datastream.Stamp.END);
        assertThat(settings(catalog, "town/twin-01/nowcast").stamp()).isEqualTo(Datastream.Stamp.BEGIN);
    }

    @Test
    void inputsAreConvertedAndAHourlyProductMayFollowADerivedValue() {
        Catalog catalog = CatalogReader.read(bundle(PROPERTIES, TWIN, THING), 1);

        DatastreamSettings corrected = settings(catalog, "town/twin-01/pm25");

        assertThat(corrected.derivation())
                .isEqualTo(new Derivation(
                        "purpleair-epa",
                        List.of(
                                new Derivation.Input("town/twin-01/channel-a", 1000, 0),
                                new Derivation.Input("town/twin-01/channel-b", 1, 0),
                                new Derivation.Input("town/twin-01/humidity", 1, 0))));
        assertThat(corrected.products())
                .extracting(DatastreamSettings::datastream)
                .containsExactly("town/twin-01/nowcast");
        assertThat(settings(catalog, "town/twin-01/channel-a").products()).isEmpty();
        assertThat(settings(catalog, "town/air-01/pm25").derivation()).isEqualTo(Derivation.NONE);
    }

    @Test
    void noneTakesAnInheritedDerivationAway() {
        Catalog catalog = CatalogReader.read(
                bundle(PROPERTIES, TWIN, THING + "    properties: { pm25: { derived: none } }\n"), 1);

        assertThat(settings(catalog, "town/twin-01/pm25").derivation()).isEqualTo(Derivation.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "by: nowcast-pm25, from: pm25 | by: nowcast-pm2, from: pm25"
                        + " | properties.nowcast.derived.by names no product 'nowcast-pm2'; did you mean 'nowcast-pm25'?",
                "by: nowcast-pm25, from: pm25 | by: nowcast-pm25, from: [pm25, o3]"
                        + " | properties.nowcast.derived.from has 2 inputs, but product 'nowcast-pm25' takes 1: PM2.5",
                "by: nowcast-pm25, from: pm25 | by: nowcast-pm25, from: pm10"
                        + " | properties.nowcast.derived.from names no property 'pm10' of thing 'air-01'; known: aqi-o3, nowcast, o3, pm25",
                "by: nowcast-pm25, from: pm25 | by: nowcast-pm25, from: o3"
                        + " | properties.nowcast.derived.from is in '[ppb]', which cannot be converted to 'ug/m3', the unit of"
                        + " PM2.5 in product 'nowcast-pm25'",
                "by: nowcast-pm25, from: pm25 | by: nowcast-pm25, from: nowcast"
                        + " | properties.nowcast.derived.from is the property itself",
                "by: nowcast-pm25, from: pm25 | by: aqi-pm25, from: pm25"
                        + " | properties.nowcast.derived.by gives '1', but the unit of property 'nowcast' is 'ug/m3'",
                "by: nowcast-pm25, from: pm25 | by: nowcast-pm25 | properties.nowcast.derived lacks 'from'",
                "by: nowcast-pm25, from: pm25 | by: nowcast-pm25, from: pm25, of: x"
                        + " | properties.nowcast.derived has the unknown key 'of'"
            })
    void complaintsNameThePlaceAndTheRule(String text, String replacement, String complaint) {
        String wrong = PROPERTIES.replace(text, replacement);

        assertThat(Bundles.problemsOf(bundle(wrong, "", "")))
                .anySatisfy(problem -> assertThat(problem.message()).startsWith(complaint));
        assertThat(Bundles.problemsOf(bundle(wrong, "", ""))).allSatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("town/properties.yaml");
            assertThat(problem.line()).isEqualTo(15);
        });
    }

    @Test
    void hourlyProductHasTheIntervalOfAnHour() {
        assertThat(Bundles.problemsOf(bundle(PROPERTIES.replaceFirst("PT1H", "PT30M"), "", "")))
                .extracting(YamlProblem::message)
                .containsExactly("properties.nowcast.derived.by is computed each hour, but the interval of"
                        + " town/air-01/nowcast is PT30M; it must be PT1H");
    }

    @Test
    void nothingIsComputedFromAnHourlyProductNorSingleValuesFromDerivedOnes() {
        String second =
                "  twice: { name: T, unit: ug/m3, " + HOURLY + ", derived: { by: nowcast-pm25, from: nowcast } }\n";
        String corrected = TWIN.replace("[channel-a,", "[nowcast,").replace("      nowcast:\n", "");

        assertThat(Bundles.problemsOf(bundle(PROPERTIES + second, TWIN + "      twice:\n", THING)))
                .extracting(YamlProblem::message)
                .containsExactly("properties.twice.derived.from is itself computed each hour, and nothing is computed"
                        + " from such");
        assertThat(Bundles.problemsOf(bundle(PROPERTIES, corrected + "      nowcast:\n", THING)))
                .extracting(YamlProblem::message)
                .containsExactly("thing-types.twin.properties.pm25.derived.from[0] is itself derived, but product"
                        + " 'purpleair-epa' is computed from measured values");
    }

    /** The sound bundle, its station with two products, and perhaps another type and thing. */
    static CatalogFiles bundle(String properties, String types, String things) {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.computeIfPresent("town/properties.yaml", (path, text) -> text + properties);
        files.computeIfPresent(
                "town/thing-types.yaml", (path, text) -> text + "      nowcast:\n      aqi-o3:\n" + types);
        files.computeIfPresent("town/things.yaml", (path, text) -> text + things);
        return CatalogFiles.of(files);
    }

    private static DatastreamSettings settings(Catalog catalog, String id) {
        return catalog.findDatastream(id).orElseThrow().settings();
    }
}
