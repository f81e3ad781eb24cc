package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.quality.TotalStep;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.model.Deployment;
import org.metrobed.model.Location;
import org.metrobed.model.Thing;

class DeploymentsTest {

    private static final String LOCATION = "location: { lat: 48.2, lon: 16.3 }";
    private static final Instant MOVE = Instant.parse("2026-03-01T08:00:00Z");
    private static final Location OLD = new Location(48.2, 16.3, "", "");
    private static final Location NEW = new Location(48.3, 16.4, "", "");
    private static final Location THIRD = new Location(48.4, 16.5, "", "");
    private static final String DATASTREAM = "town/air-01/pm25";

    private static final String AIR = """
              %s
                name: Air 1
                type: air-station
                project: air
                %s
            """;

    private static final String TAKES_PM25 = """
              %s:
                name: Air
                type: air-station
                project: air
                properties: { pm25: { was: %s/pm25 } }
                %s
            """;

    private static final String MOVED = """
            deployments:
                  - { to: 2026-03-01T09:00:00+01:00, location: { lat: 48.2, lon: 16.3 }, device: OPC-N3, serial: "17" }
                  - { from: 2026-03-02T00:00:00Z, location: { lat: 48.3, lon: 16.4 }, serial: "18", calibration: 2026-02 }
            """;

    @Test
    void thingHasDeploymentsWithPlaceDeviceSerialAndCalibration() {
        Thing thing = catalog(MOVED, 1).findThing("town/air-01").orElseThrow();

        assertThat(thing.deployments())
                .containsExactly(
                        new Deployment(Instant.MIN, MOVE, OLD, "OPC-N3", "17", ""),
                        new Deployment(Instant.parse("2026-03-02T00:00:00Z"), Instant.MAX, NEW, "", "18", "2026-02"));
        assertThat(thing.location()).isEqualTo(NEW);
        assertThat(thing.findDeployment(MOVE.minusNanos(1)))
                .map(Deployment::serial)
                .contains("17");
        assertThat(thing.findDeployment(MOVE)).isEmpty();
    }

    @Test
    void totalKnowsTheTimesFromWhichItIsThatOfAnotherDevice() {
        String exchanged = MOVED.replace(
                        "deployments:",
                        "deployments:\n      - { to: 2026-02-01T00:00:00Z, location: { lat: 48.1, lon: 16.2 }, device: OPC-N3, serial: \"17\" }")
                .replace("- { to: 2026-03-01", "- { from: 2026-02-02T00:00:00Z, to: 2026-03-01");
        Catalog catalog = CatalogReader.read(
                Bundles.soundBut(
                        "things.yaml",
                        LOCATION,
                        exchanged.stripTrailing() + "\n    properties: { pm25: { statistic: total } }"),
                1);

        assertThat(catalog.findDatastream(DATASTREAM)
                        .orElseThrow()
                        .settings()
                        .quality()
                        .find(TotalStep.Params.class))
                .contains(TotalStep.Params.USUAL.withExchangedAt(
                        List.of(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond() * 1_000_000)));
    }

    @Test
    void deploymentWithoutEndLastsUntilTheNext() {
        Catalog catalog = catalog(MOVED.replace("to: 2026-03-01T09:00:00+01:00, ", ""), 1);

        assertThat(catalog.deployments("town/air-01").get(0).to()).isEqualTo("2026-03-02T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deployments: [] | deployments must be a list of at least one deployment",
                "deployments: [ { from: 2026-03-01T00:00:00Z } ] | deployments[0] lacks 'location'",
                "deployments: [ { from: 2026-03-01, location: { lat: 1, lon: 2 } } ] | must be a time with its offset",
                "deployments: [ { to: 2026-03-01T00:00:00Z, from: 2026-03-01T00:00:00Z, location: { lat: 1, lon: 2 } } ] | is not after its begin",
                "deployments: [ { location: { lat: 1, lon: 2 } }, { location: { lat: 1, lon: 3 } } ] | lacks 'from': only the first",
                "deployments: [ { to: 2026-03-02T00:00:00Z, location: { lat: 1, lon: 2 } }, { from: 2026-03-01T00:00:00Z, location: { lat: 1, lon: 3 } } ] | begins before the one before it ends",
                "deployments: [ { location: { lat: 1, lon: 2 } } ]\\n    location: { lat: 1, lon: 2 } | stands beside 'deployments'",
            })
    void brokenRuleIsReported(String key, String message) {
        assertThat(Bundles.problemsOf(Bundles.soundBut("things.yaml", LOCATION, key.replace("\\n", "\n"))))
                .extracting(YamlProblem::message)
                .singleElement()
                .asString()
                .contains(message);
    }

    @Test
    void changeOfLocationCountsAsMoveWhenItIsInForce() {
        Catalog before = catalog(LOCATION, 3);
        Catalog after = catalog("location: { lat: 48.3, lon: 16.4 }", 7);
        CatalogPast past = CatalogPast.NONE.plus(before, Instant.MIN).plus(catalog(LOCATION, 5), MOVE.minusSeconds(60));
        Catalog now = after.with(past.plus(after, MOVE));

        assertThat(now.deployments("town/air-01"))
                .extracting(Deployment::from, Deployment::to, Deployment::location)
                .containsExactly(tuple(Instant.MIN, MOVE, OLD), tuple(MOVE, Instant.MAX, NEW));
        assertThat(place(now, MOVE.minusSeconds(1)))
                .as("also of a reading that came later")
                .isEqualTo(OLD);
        assertThat(place(now, MOVE)).isEqualTo(NEW);
    }

    @Test
    void thingThatWasMovedAndThenRenamedStoodWhereItsFormerNameSays() {
        Instant renamed = MOVE.plusSeconds(60);
        Catalog before = catalog(LOCATION, 3);
        Catalog moved = catalog("location: { lat: 48.3, lon: 16.4 }", 7);
        Catalog after = CatalogReader.read(
                Bundles.soundBut(
                        "things.yaml",
                        AIR.formatted("air-01:", LOCATION),
                        AIR.formatted("air-02:\n    was: air-01", "location: { lat: 48.3, lon: 16.4 }")),
                9);
        Catalog now = after.with(
                CatalogPast.NONE.plus(before, Instant.MIN).plus(moved, MOVE).plus(after, renamed));

        assertThat(now.deployments("town/air-02"))
                .extracting(Deployment::from, Deployment::to, Deployment::location)
                .containsExactly(
                        tuple(Instant.MIN, MOVE, OLD), tuple(MOVE, renamed, NEW), tuple(renamed, Instant.MAX, NEW));
        assertThat(place(now, MOVE.minusSeconds(1)))
                .as("stored under the former name")
                .isEqualTo(OLD);
    }

    @Test
    void thingThatWasTakenOutStoodWhereItStood() {
        Catalog before = catalog(LOCATION, 3);
        Catalog now =
                Catalog.empty(5).with(CatalogPast.NONE.plus(before, Instant.MIN).plus(Catalog.empty(5), MOVE));

        assertThat(place(now, MOVE.minusSeconds(1))).isEqualTo(OLD);
        assertThat(now.findDeployment(DATASTREAM, MOVE)).isEmpty();
    }

    @Test
    void statedDeploymentsDecideByTimeForRowsOfEarlierVersionsToo() {
        Catalog before = catalog(LOCATION, 3);
        Catalog after = catalog(MOVED, 7);
        Catalog now = after.with(CatalogPast.NONE.plus(before, Instant.MIN).plus(after, MOVE.plusSeconds(864_000)));

        assertThat(place(now, MOVE.plusSeconds(86_400))).isEqualTo(NEW);
        assertThat(place(now, MOVE.minusSeconds(1))).isEqualTo(OLD);
        assertThat(now.findDeployment(DATASTREAM, MOVE)).isEmpty();
    }

    @Test
    void thingThatTookOnePropertyFromAnotherStoodAtItsOwnPlace() {
        History history = new History();
        history.next(AIR.formatted("air-01:", at(OLD)));
        Instant begin = history.next(AIR.formatted("air-01:", at(OLD)), AIR.formatted("air-02:", at(NEW)));
        Instant end = history.next(TAKES_PM25.formatted("air-02", "air-01", at(NEW)));

        assertThat(history.stretches("air-02")).containsExactly(tuple(Instant.MIN, Instant.MAX, NEW));
        assertThat(List.of(begin.minusSeconds(1), begin, end))
                .allSatisfy(time -> assertThat(history.place("air-02/o3", time)).isEqualTo(NEW))
                .allSatisfy(
                        time -> assertThat(history.place("air-02/pm25", time)).isEqualTo(NEW));
        assertThat(history.place("air-01/pm25", end.minusSeconds(1))).isEqualTo(OLD);
        assertThat(history.place("air-01/pm25", end)).isEqualTo(NEW);
        assertThat(history.catalog.findDeployment("town/air-01/o3", end))
                .as("not taken")
                .isEmpty();
    }

    @Test
    void thingThatWasRenamedTwiceStoodWhereItsFormerNamesSayOneAfterTheOther() {
        History history = new History();
        history.next(AIR.formatted("old:", at(OLD)));
        Instant moved = history.next(AIR.formatted("old:", at(NEW)));
        Instant renamed = history.next(AIR.formatted("air-01:\n    was: old", at(NEW)));
        Instant movedAgain = history.next(AIR.formatted("air-01:\n    was: old", at(THIRD)));
        Instant renamedAgain = history.next(AIR.formatted("air-02:\n    was: [air-01, old]", at(THIRD)));

        assertThat(history.stretches("air-02"))
                .containsExactly(
                        tuple(Instant.MIN, moved, OLD),
                        tuple(moved, renamed, NEW),
                        tuple(renamed, movedAgain, NEW),
                        tuple(movedAgain, renamedAgain, THIRD),
                        tuple(renamedAgain, Instant.MAX, THIRD));
        assertThat(List.of("old", "air-01", "air-02"))
                .as("also of readings that came later, under each name")
                .allSatisfy(name -> assertThat(history.place(name + "/pm25", moved.minusSeconds(1)))
                        .isEqualTo(OLD))
                .allSatisfy(
                        name -> assertThat(history.place(name + "/pm25", moved)).isEqualTo(NEW));
    }

    @Test
    void thingsThatWereMergedStoodEachAtItsOwnPlace() {
        History history = new History();
        history.next(AIR.formatted("old:", at(OLD)), AIR.formatted("air-01:", at(NEW)));
        Instant merged = history.next(AIR.formatted("air-02:\n    was: [air-01, old]", at(THIRD)));

        assertThat(history.stretches("air-02")).containsExactly(tuple(Instant.MIN, Instant.MAX, THIRD));
        assertThat(history.place("old/pm25", merged.minusSeconds(1))).isEqualTo(OLD);
        assertThat(history.place("air-01/pm25", merged.minusSeconds(1))).isEqualTo(NEW);
        assertThat(history.place("old/pm25", merged)).isEqualTo(THIRD);
        assertThat(history.catalog.deploymentsOfRows("town/old/pm25"))
                .extracting(Deployment::from, Deployment::to, Deployment::location)
                .containsExactly(tuple(Instant.MIN, merged, OLD), tuple(merged, Instant.MAX, THIRD));
    }

    @Test
    void statedDeploymentsOfARenamedThingDecideForRowsOfItsFormerNamesToo() {
        History history = new History();
        history.next(AIR.formatted("old:", at(THIRD)), AIR.formatted("air-01:", at(THIRD)));
        history.next(AIR.formatted("air-02:\n    was: [air-01, old]", MOVED));

        assertThat(history.place("old/pm25", MOVE.minusSeconds(1))).isEqualTo(OLD);
        assertThat(history.catalog.findDeployment("town/old/pm25", MOVE)).isEmpty();
        assertThat(history.place("air-01/pm25", MOVE.plusSeconds(86_400))).isEqualTo(NEW);
    }

    @Test
    void thingWithStatedDeploymentsThatWasTakenOutStandsNowhereFromThenOn() {
        History history = new History();
        history.next(AIR.formatted("old:", MOVED), AIR.formatted("air-01:", at(OLD)));
        Instant end = history.next(AIR.formatted("air-01:", at(OLD)));

        assertThat(history.place("old/pm25", end.minusSeconds(1))).isEqualTo(NEW);
        assertThat(history.catalog.findDeployment("town/old/pm25", end)).isEmpty();
        assertThat(history.catalog.deployments("town/old"))
                .extracting(Deployment::serial, Deployment::to)
                .containsExactly(tuple("17", MOVE), tuple("18", end));
    }

    /** Versions of a bundle, a day apart, the first one long in force. */
    private static final class History {

        private CatalogPast past = CatalogPast.NONE;
        private Catalog catalog = Catalog.empty(0);

        Instant next(String... things) {
            long version = catalog.version() + 1;
            Instant from = version == 1 ? Instant.MIN : MOVE.plus(Duration.ofDays(version));
            Catalog next = CatalogReader.read(
                    Bundles.soundBut("things.yaml", AIR.formatted("air-01:", LOCATION), String.join("", things)),
                    version);
            past = past.plus(next, from);
            catalog = next.with(past);
            return from;
        }

        List<Tuple> stretches(String thing) {
            return catalog.deployments("town/" + thing).stream()
                    .map(one -> tuple(one.from(), one.to(), one.location()))
                    .toList();
        }

        Location place(String datastream, Instant at) {
            return catalog.findDeployment("town/" + datastream, at)
                    .orElseThrow()
                    .location();
        }
    }

    private static String at(Location place) {
        return "location: { lat: %s, lon: %s }".formatted(place.latitudeDegrees(), place.longitudeDegrees());
    }

    private static Location place(Catalog catalog, Instant at) {
        return catalog.findDeployment(DATASTREAM, at).orElseThrow().location();
    }

    private static Catalog catalog(String place, long version) {
        return CatalogReader.read(Bundles.soundBut("things.yaml", LOCATION, place), version);
    }
}
