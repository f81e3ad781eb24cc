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
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.CrossCheckLimits.Kind;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;

class PeerCompilerTest {

    private static final String NL = "\\n";
    private static final String PROPERTIES = """
            properties:
              pm25:
                name: PM2.5
                unit: ug/m3
                statistic: mean
                interval: PT1M
                quality:
                  cross-check: [ { part-of: pm10, tolerance: 2 } ]
                  neighbours: { radius: 2 km, suspect: 5, least-spread: 3, at-least: 2 }
              pm10:
                name: PM10
                unit: ug/m3
                statistic: mean
                interval: PT5M
              o3:
                name: Ozone
                unit: "[ppb]"
                statistic: mean
                interval: PT1M
            """;
    private static final String TYPES = """
            thing-types:
              air-station:
                family: air
                properties: { pm25: , pm10: , o3: }
            """;
    /** A degree of latitude is 111.2 km: these things are 0.5, 1.0 and 3.3 km to the north. */
    private static final String THINGS = """
            things:
              air-01:
                name: Air 1
                type: air-station
                location: { lat: 48.2, lon: 16.3 }
              air-02:
                name: Air 2
                type: air-station
                location: { lat: 48.2045, lon: 16.3 }
              air-03:
                name: Air 3
                type: air-station
                location: { lat: 48.209, lon: 16.3 }
              air-04:
                name: Air 4
                type: air-station
                location: { lat: 48.23, lon: 16.3 }
            """;

    @Test
    void crossChecksAreAgainstTheSameThingWithinHalfTheShorterInterval() {
        assertThat(peers(catalog(PROPERTIES, THINGS), "air-01").crossChecks())
                .containsExactly(new CrossCheckLimits("town/air-01/pm10", Kind.PART_OF, 2, 0, 30_000_000));
    }

    @Test
    void neighboursAreTheNearestThingsOfTheSamePropertySortedById() {
        Catalog catalog = catalog(PROPERTIES, THINGS);
        NeighbourLimits limits = peers(catalog, "air-02").neighbours();
        assertThat(limits.neighbours()).containsExactly("town/air-01/pm25", "town/air-03/pm25");
        assertThat(limits.suspect()).isEqualTo(5);
        assertThat(limits.fail()).isNaN();
        assertThat(limits.leastSpread()).isEqualTo(3);
        assertThat(limits.minNeighbours()).isEqualTo(2);
        assertThat(limits.withinMicros()).isEqualTo(60_000_000);
        assertThat(peers(catalog, "air-02").waitMillis()).isEqualTo(2_000);
    }

    @Test
    void thingTakesPartFromItsNewestMoveOn() {
        String moved = THINGS.replace(
                "location: { lat: 48.2045, lon: 16.3 }",
                "deployments: [ { location: { lat: 40, lon: 1 } },"
                        + " { from: 2026-03-01T00:00:00Z, location: { lat: 48.2045, lon: 16.3 } } ]");

        NeighbourLimits limits = peers(catalog(PROPERTIES, moved), "air-01").neighbours();
        NeighbourLimits own = peers(catalog(PROPERTIES, moved), "air-02").neighbours();

        assertThat(limits.neighbours()).containsExactly("town/air-02/pm25", "town/air-03/pm25");
        assertThat(limits.sinceMicros()).isZero();
        assertThat(limits.at(1_772_323_199_999_999L)).containsExactly("town/air-03/pm25");
        assertThat(limits.at(1_772_323_200_000_000L)).isEqualTo(limits.neighbours());
        assertThat(own.sinceMicros()).isEqualTo(1_772_323_200_000_000L);
        assertThat(own.neighbourSinceMicros()).isEmpty();
        assertThat(peers(catalog(PROPERTIES, THINGS), "air-01").neighbours().sinceMicros())
                .isZero();
    }

    @Test
    void whoStandsAloneOrLacksTheOtherPropertyIsNotHeldAgainstIt() {
        Catalog catalog = catalog(PROPERTIES, THINGS + "    properties: { pm10: none }\n");
        assertThat(peers(catalog, "air-04").isNone()).isTrue();
        assertThat(peers(catalog, "air-01").isNone()).isFalse();
    }

    @Test
    void atMostEightNeighboursAreAsked() {
        StringBuilder things = new StringBuilder(THINGS);
        for (int i = 10; i < 20; i++) {
            things.append("  air-" + i + ": { name: A, type: air-station, location: { lat: 48.200" + i
                    + ", lon: 16.3001 } }\n");
        }
        assertThat(peers(catalog(PROPERTIES, things.toString()), "air-01")
                        .neighbours()
                        .neighbours())
                .containsExactly(
                        "town/air-10/pm25",
                        "town/air-11/pm25",
                        "town/air-12/pm25",
                        "town/air-13/pm25",
                        "town/air-14/pm25",
                        "town/air-15/pm25",
                        "town/air-16/pm25",
                        "town/air-17/pm25");
    }

    @Test
    void watchersAreThoseWhoAreHeldAgainstADatastream() {
        Catalog catalog = catalog(PROPERTIES, THINGS);
        assertThat(catalog.listDependents("town/air-02/pm25")).containsExactly("town/air-01/pm25", "town/air-03/pm25");
        assertThat(catalog.listDependents("town/air-02/pm10")).containsExactly("town/air-02/pm25");
        assertThat(catalog.listDependents("town/air-02/o3")).isEmpty();
        assertThat(catalog.listDependents("town/nobody/o3")).isEmpty();
    }

    @Test
    void strongerPlaceReplacesAndTakesAway() {
        Catalog catalog = catalog(PROPERTIES, THINGS + """
                              properties:
                                pm25: { quality: { cross-check: none } }
                                pm10: { quality: { cross-check: [ { whole-of: pm25 } ], wait: PT5S } }
                                o3: { quality: { cross-check: [ { presence-at: pm25, tolerance: 3 } ] } }
                          """);
        assertThat(peers(catalog, "air-04").isNone()).isTrue();
        Peers pm10 = catalog.findDatastream("town/air-04/pm10")
                .orElseThrow()
                .settings()
                .peers();
        assertThat(pm10.crossChecks())
                .containsExactly(new CrossCheckLimits("town/air-04/pm25", Kind.WHOLE_OF, 0, 0, 30_000_000));
        assertThat(pm10.waitMillis()).isEqualTo(5_000);
    }

    /** text of the properties | its replacement | expected position | part of the message. */
    @ParameterizedTest(name = "{1} -> {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "part-of: pm10 | part-of: pm11 | 8:33 | names no property 'pm11'; did you mean 'pm10'?",
                "part-of: pm10 | part-of: o3 | 8:33 | is in [ppb], must be in the unit of pm25, ug/m3",
                "part-of: pm10 | part-of: pm25 | 8:33 | names the property itself",
                "part-of: pm10 | pert-of: pm10 | 8:24 | unknown key 'pert-of'; did you mean 'part-of'?",
                "part-of: pm10 | part-of: pm10, twin-of: pm10 | 8:22 | must say one of part-of, whole-of",
                "part-of: pm10, tolerance: 2 | tolerance: 2 | 8:22 | must say one of part-of, whole-of",
                "tolerance: 2 | tolerance: -2 | 8:50 | must lie in [0.0",
                "tolerance: 2 | relative: 0.1 | 8:39 | unknown key 'relative'",
                "[ { part-of: pm10, tolerance: 2 } ] | pm10 | 8:20 | must be a list",
                "radius: 2 km | radius: 2000 | 9:29 | must be a length up to 100 km such as 2 km or 800 m",
                "radius: 2 km | radius: 0 m | 9:29 | must be a length up to 100 km",
                "radius: 2 km | radius: 101 km | 9:29 | must be a length up to 100 km",
                "radius: 2 km, | | 9:7 | lacks 'radius'",
                "least-spread: 3 | least-spread: 0 | 9:61 | must be above 0",
                ", least-spread: 3 | | 9:7 | lacks 'least-spread'",
                "suspect: 5, | | 9:7 | must have 'suspect' or 'fail'",
                "suspect: 5 | suspect: 5, fail: 4 | 9:19 | fail must not be below suspect",
                "at-least: 2 | at-least: 9 | 9:74 | must lie in [1.0, 8.0]",
                "at-least: 2 | at-least: 1.5 | 9:74 | must be a whole number",
                "at-least: 2 | within: 5 | 9:72 | ISO 8601",
                "at-least: 2 } | at-least: 2 }\\n      wait: PT2M | 10:13 | must lie in [PT0S, PT1M]",
                "{ radius: 2 km, suspect: 5, least-spread: 3, at-least: 2 } | none | 9:7 | takes away a test"
            })
    void whatIsWrongIsNamed(String text, String replacement, String place, String message) {
        String changed = PROPERTIES.replace(text, replacement == null ? "" : replacement.replace(NL, "\n"));
        assertThat(changed).isNotEqualTo(PROPERTIES);
        assertThat(problems(changed, THINGS))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("town/properties.yaml:" + place + ":")
                        .contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twin-of: pm10, tolerance: 2 | true |",
                "part-of: pm10, tolerance: 2 | true | a direction takes 'twin-of' alone, without 'relative'",
                "twin-of: pm10, tolerance: 2, relative: 0.1 | true | a direction takes 'twin-of' alone",
                "twin-of: pm10, tolerance: 2 | false | a direction is compared with directions alone"
            })
    void directionHasOnlyTwins(String check, boolean both, String message) {
        String one = PROPERTIES
                .replace("unit: ug/m3", "unit: deg")
                .replace("part-of: pm10, tolerance: 2", check)
                .replaceFirst("statistic: mean", "statistic: direction");
        String directions = both ? one.replaceFirst("statistic: mean", "statistic: direction") : one;
        List<String> problems = problems(directions, THINGS);
        if (message == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem).contains(message));
        }
    }

    @Test
    void thingThatAsksItselfMustHaveTheOtherPropertyAndNeighbours() {
        List<String> problems = problems(PROPERTIES, THINGS + """
                              properties:
                                pm10: none
                                pm25:
                                  quality:
                                    cross-check: [ { part-of: pm10 } ]
                                    neighbours: { radius: 1 km, suspect: 5, least-spread: 3 }
                          """);
        assertThat(problems)
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .contains("things.yaml:22:37: ")
                        .contains("names a property that the thing does not have"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("things.yaml:23:11: ")
                        .contains("finds 0 of the 3 neighbours that it asks for within 1000.0 m"));
    }

    @Test
    void whatIsComputedFromHoursIsHeldAgainstNobodyAndNobodyAgainstIt() {
        String nowCast = String.join(
                "\n    ",
                "  pm25-nowcast:",
                "name: NowCast",
                "unit: ug/m3",
                "statistic: mean",
                "interval: PT1H",
                "derived: { by: nowcast-pm25, from: pm25 }",
                "quality: { neighbours: { radius: 2 km, suspect: 5, least-spread: 3 } }\n");
        List<String> problems = problems(PROPERTIES + nowCast, THINGS + """
                              properties:
                                pm25-nowcast:
                                pm10: { quality: { cross-check: [ { whole-of: pm25-nowcast } ] } }
                          """);
        assertThat(problems)
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem)
                        .contains("what is computed from hours cannot be held against other datastreams"));
    }

    private static Map<String, String> files(String properties, String things) {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.put("town/properties.yaml", properties);
        files.put("town/thing-types.yaml", TYPES);
        files.put("town/things.yaml", things);
        return files;
    }

    private static Catalog catalog(String properties, String things) {
        return CatalogReader.read(CatalogFiles.of(files(properties, things)), 1);
    }

    private static List<String> problems(String properties, String things) {
        return Bundles.problemsOf(CatalogFiles.of(files(properties, things))).stream()
                .map(YamlProblem::toString)
                .toList();
    }

    private static Peers peers(Catalog catalog, String thing) {
        return catalog.findDatastream("town/" + thing + "/pm25")
                .orElseThrow()
                .settings()
                .peers();
    }
}
