package org.metrobed.catalog.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.catalog.Bundles;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.DecoderRules;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.compile.Published;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.catalog.yaml.YamlProblems;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Gas;

class StandardTest {

    static Set<String> names() {
        return Standard.names();
    }

    /** The sound bundle, its stations with one property. */
    private static CatalogFiles bundle(String property, String type) {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.put("town/properties.yaml", "properties:\n  one:\n    " + property + "\n");
        files.put(
                "town/thing-types.yaml",
                "thing-types:\n  air-station:\n    family: air\n    properties:\n      one: " + type + "\n");
        return CatalogFiles.of(files);
    }

    private static CatalogFiles bundle(String property) {
        return bundle(property, "");
    }

    private static Datastream stream(String property) {
        return stream(bundle(property));
    }

    private static Datastream stream(CatalogFiles files) {
        return CatalogReader.read(files, 1).findDatastream("town/air-01/one").orElseThrow();
    }

    @Test
    void libraryCoversTheThreeFamilies() {
        assertThat(names())
                .containsExactly(
                        "pedestrian-count",
                        "bicycle-count",
                        "vehicle-count",
                        "speed",
                        "occupancy",
                        "pm25",
                        "pm10",
                        "no2",
                        "o3",
                        "air-temperature",
                        "relative-humidity",
                        "wind-speed",
                        "wind-direction",
                        "water-level",
                        "strain",
                        "tilt",
                        "acceleration",
                        "structural-temperature",
                        "pm1",
                        "no",
                        "so2",
                        "co",
                        "co2",
                        "voc-index",
                        "nox-index",
                        "pressure",
                        "rain",
                        "wind-gust",
                        "solar-radiation",
                        "uv-index",
                        "illuminance",
                        "soil-moisture",
                        "soil-temperature",
                        "laeq",
                        "la90",
                        "parking-occupied",
                        "parking-free",
                        "people-inside",
                        "energy-total",
                        "power",
                        "water-total",
                        "gas-total",
                        "battery-level",
                        "battery-voltage",
                        "rssi",
                        "snr");
    }

    @ParameterizedTest
    @MethodSource("names")
    void standardAloneIsASoundPropertyWithASourceForEachThreshold(String name) {
        YamlProblems problems = new YamlProblems();
        Standard standard = Standard.read(name, Standard.entries(problems).get(name));
        boolean stated = standard.layer().intervalMillis().isPresent() && !standard.ratesDiffer();
        String interval = stated ? "" : standard.ratesDiffer() ? ", interval: PT0.01S" : ", interval: PT10M";
        assertThat(Bundles.problemsOf(bundle("{ standard: " + name + interval + " }")))
                .isEmpty();
        Set<String> parts = new TreeSet<>(standard.layer().quality().tests().keySet());
        parts.addAll(standard.table().tests());
        parts.add("ranges");
        assertThat(standard.sources().keySet()).isEqualTo(parts);
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void propertyTakesAllThatItDoesNotSayFromItsStandard() {
        Datastream stream = stream("{ standard: pm25 }");

        assertThat(stream.name()).isEqualTo("Fine particles PM2.5");
        assertThat(stream.unit()).isEqualTo("ug/m3");
        assertThat(stream.statistic()).isEqualTo(Statistic.MEAN);
        assertThat(stream.settings().intervalMillis()).isEqualTo(60_000);
        assertThat(stream.settings().fail().high()).isEqualTo(1_000);
        assertThat(stream.settings()
                        .quality()
                        .find(Spike.Params.class)
                        .orElseThrow()
                        .suspect())
                .isEqualTo(4.5);
    }

    @Test
    void whatThePropertySaysGoesBeforeItsStandard() {
        Datastream stream = stream("{ standard: pm25, name: Dust, interval: PT30S, ranges: { suspect: [0, 50] },"
                + " quality: { spike: { suspect: 15 }, flat-line: none },"
                + " thresholds: { high: { above: 40, severity: info } } }");

        assertThat(stream.name()).isEqualTo("Dust");
        assertThat(stream.settings().intervalMillis()).isEqualTo(30_000);
        assertThat(stream.settings().fail().high()).isEqualTo(1_000);
        assertThat(stream.settings().suspect().high()).isEqualTo(50);
        assertThat(stream.settings()
                        .quality()
                        .find(Spike.Params.class)
                        .orElseThrow()
                        .suspect())
                .isEqualTo(15);
        assertThat(stream.settings()
                        .quality()
                        .find(Spike.Params.class)
                        .orElseThrow()
                        .fail())
                .isNaN();
        assertThat(stream.settings().quality().find(FlatLine.Params.class)).isEmpty();
        assertThat(stream.settings()
                        .quality()
                        .find(RateOfChange.Params.class)
                        .orElseThrow()
                        .failPerSecond())
                .isEqualTo(50 / 30.0);
        assertThat(stream.settings().thresholds()).hasSize(1);
    }

    /** At 100 Hz, a bridge that reports each minute would be silent after ten seconds. */
    @ParameterizedTest
    @CsvSource({"strain, 'spike: none, flat-line: none'", "acceleration, ''"})
    void standardWhoseRatesDifferNeedsTheIntervalOfTheBundle(String standard, String quality) {
        String property = "{ standard: " + standard + ", quality: { " + quality + " } }";
        assertThat(Bundles.problemsOf(bundle(property)))
                .extracting(YamlProblem::toString)
                .containsOnly("town/properties.yaml:3:17: properties.one.standard does not fit: readings of " + standard
                        + " come at very different rates, so the property, type or thing must state 'interval', the time from one"
                        + " to the next");
        assertThat(Bundles.problemsOf(bundle(property, "{ interval: PT1M }"))).isEmpty();
        assertThat(stream(property).settings().intervalMillis()).isEqualTo(10);
    }

    @Test
    void standardWithoutAnIntervalNeedsThatOfTheBundle() {
        assertThat(Bundles.problemsOf(bundle("{ standard: co2 }")))
                .extracting(YamlProblem::toString)
                .containsOnly(
                        "town/properties.yaml:3:17: properties.one.standard does not fit: it does not say how often readings"
                                + " of co2 come, so the property, type or thing must state 'interval', the time from one to the next");
    }

    /** A count per hour is a count of the interval, rounded to whole counts away from the middle. */
    @ParameterizedTest
    @CsvSource({
        "pedestrian-count, PT1H, 10000, 6000",
        "pedestrian-count, PT1M, 167, 100",
        "bicycle-count, PT1M, 42, 17",
        "bicycle-count, PT15M, 625, 250",
        "vehicle-count, PT30S, 25, 20",
        "vehicle-count, PT1M, 50, 40"
    })
    void rangesOfACountFollowTheInterval(String standard, String interval, double fail, double suspect) {
        DatastreamSettings settings = stream("{ standard: " + standard + ", interval: " + interval + " }")
                .settings();

        assertThat(settings.fail().low()).isZero();
        assertThat(settings.fail().high()).isEqualTo(fail);
        assertThat(settings.suspect().high()).isEqualTo(suspect);
    }

    @Test
    void rangesFollowTheIntervalOfAStrongerPlaceAndItsOwnRangesAreAsTheyAre() {
        String type = "{ interval: PT2H, ranges: { suspect: [0, 100] } }";
        DatastreamSettings settings =
                stream(bundle("{ standard: pedestrian-count }", type)).settings();

        assertThat(settings.fail().high()).isEqualTo(20_000);
        assertThat(settings.suspect().high()).isEqualTo(100);
    }

    @Test
    void gasOfAStandardNeedsTheBundlesTemperature() {
        assertThat(stream("{ standard: no2 }").gas()).isNull();
        assertThat(stream("{ standard: no2, reference-temperature: 20 }").gas()).isEqualTo(new Gas(46.0055, 20));
        assertThat(stream("{ standard: no2, molar-mass: 46, reference-temperature: 25 }")
                        .gas())
                .isEqualTo(new Gas(46, 25));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ standard: pm2.5 } | 3:17 | names no standard property 'pm2.5' of docs/PROPERTIES.md; did you mean 'pm25'?",
                "{ standard: radon } | 3:17 | names no standard property 'radon' of docs/PROPERTIES.md",
                "{ standard: pm25, unit: mg/m3 } | 3:23 | is the standard's, 'ug/m3', and cannot be overridden",
                "{ standard: pm25, ranges: { suspect: [0, 5000] } } | 3:42 | must lie within the fail span [-5.0, 1000.0]",
                "{ standard: pm25, interval: P1D } | 3:17 | properties.one.standard does not fit: pm25 has thresholds of spike,"
                        + " rate-of-change, flat-line for intervals from PT10S to PT1H, not for PT24H; state your own under"
                        + " 'quality', or 'none'",
                "{ standard: pm25, interval: PT1S, quality: { spike: none } } | 3:17 | pm25 has thresholds of rate-of-change,"
                        + " flat-line for intervals from PT10S to PT1H, not for PT1S",
                "{ standard: pedestrian-count, interval: P4D } | 3:17 | standard pedestrian-count.quality.flat-line does not fit:"
                        + " must last at least two intervals; override it",
                "{ standard: pm25, quality: { climatology: none } } | 3:34 | takes away a test that is not inherited",
                "{ standard: pm25, statistic: mean, ranges: { fail: [0, 9], per: PT1H } } | 3:56 | only the ranges of a count",
                "{ standard: pm25, reference-temperature: 20 } | 3:23 | is of no use without 'gas'",
                "{ standard: no2, gas: NO2 } | 3:22 | 25 in US practice, 20 in EU practice",
            })
    void breachIsReportedInTheBundle(String property, String place, String message) {
        assertThat(Bundles.problemsOf(bundle(property)))
                .map(YamlProblem::toString)
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("town/properties.yaml:" + place + ": ")
                        .contains(message))
                .allSatisfy(problem -> assertThat(problem).startsWith("town/"));
    }

    @Test
    void intervalThatAThingTypeMakesTooLongForTheStandardIsReportedAtTheStandard() {
        assertThat(Bundles.problemsOf(bundle("{ standard: pm25 }", "{ interval: PT2H }")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("town/properties.yaml:3:17: ")
                        .contains("not for PT2H"));
    }

    /** It was published before there were tables by interval. */
    @ParameterizedTest
    @ValueSource(strings = {"PT6H", "PT1S"})
    void publishedVersionGoesOnWithoutTheTestsThatDoNotFitTheInterval(String interval) {
        CatalogFiles files = bundle("{ standard: pm25, interval: " + interval + ", quality: { flat-line: none } }");
        List<String> warnings = new ArrayList<>();

        DatastreamSettings settings = CatalogReader.readPublished(
                        files, 1, warning -> warnings.add(warning.asWarning()))
                .findDatastream("town/air-01/one")
                .orElseThrow()
                .settings();

        assertThat(settings.quality().find(Spike.Params.class)).isEmpty();
        assertThat(settings.quality().find(RateOfChange.Params.class)).isEmpty();
        assertThat(settings.fail().high()).isEqualTo(1_000);
        assertThat(warnings)
                .containsExactly(
                        "town/properties.yaml:3:17: warning: properties.one.standard does not fit: pm25 has thresholds of"
                                + " spike, rate-of-change for intervals from PT10S to PT1H, not for " + interval
                                + "; state your own under 'quality', or 'none'; until then these tests are left out");
        assertThat(stream(files).settings()).isEqualTo(settings);
        assertThatThrownBy(() -> CatalogReader.read(files, 1, DecoderRules.ANY))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("pm25 has thresholds of spike, rate-of-change for intervals");
    }

    @Test
    void publishedVersionWithNothingStatedGoesOnWithoutAllTestsOfTheTable() {
        Datastream stream = stream("{ standard: pm25, interval: PT6H }");

        assertThat(stream.settings().quality().find(Spike.Params.class)).isEmpty();
        assertThat(stream.settings().quality().find(FlatLine.Params.class)).isEmpty();
        assertThat(Bundles.problemsOf(bundle("{ standard: pm25, interval: PT6H }")))
                .hasSize(1);
    }

    @Test
    void bundleThatIsPublishedAgainBesideAnotherStaysReadable() {
        CatalogFiles files = bundle("{ standard: pm25, interval: PT6H }");

        assertThat(CatalogReader.readAfter(files, Published.nothing(), warning -> {})
                        .findDatastream("town/air-01/one"))
                .isPresent();
    }

    @Test
    void publishedVersionKeepsTheTestsThatItStatesForAnIntervalBeyondTheTable() {
        DatastreamSettings settings = stream("{ standard: pm25, interval: PT6H, quality: { spike: { suspect: 90 } } }")
                .settings();

        assertThat(settings.quality().find(Spike.Params.class).orElseThrow().suspect())
                .isEqualTo(90);
        assertThat(settings.quality().find(RateOfChange.Params.class)).isEmpty();
    }

    @Test
    void testsThatDoNotFitTheIntervalMayBeStatedOrRemoved() {
        assertThat(Bundles.problemsOf(bundle("{ standard: pm25, interval: P1D, quality: { spike: { suspect: 90 },"
                        + " rate-of-change: none, flat-line: { suspect: P3D } } }")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT10S, 4.5, 5", "PT1M, 4.5, 5", "PT2M, 15, 20", "PT5M, 15, 20", "PT15M, 160, 250", "PT1H, 160, 250"})
    void thresholdsAreThoseOfTheShortestIntervalThatIsNotShorter(Duration interval, double spike, double change) {
        DatastreamSettings settings = stream(bundle("{ standard: pm25 }", "{ interval: " + interval + " }"))
                .settings();

        assertThat(settings.quality().find(Spike.Params.class).orElseThrow().suspect())
                .isEqualTo(spike);
        assertThat(settings.quality()
                        .find(RateOfChange.Params.class)
                        .orElseThrow()
                        .suspectPerSecond())
                .isCloseTo(change / interval.toSeconds(), within(1e-12));
    }
}
