package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    private static final String DATASTREAM = "town/air-01/pm25";

    private static final String AIR = """
              %s
                name: Air 1
                type: air-station
                project: air
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

    private static Location place(Catalog catalog, Instant at) {
        return catalog.findDeployment(DATASTREAM, at).orElseThrow().location();
    }

    private static Catalog catalog(String place, long version) {
        return CatalogReader.read(Bundles.soundBut("things.yaml", LOCATION, place), version);
    }
}
