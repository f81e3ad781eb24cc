package org.metrobed.api.thing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.metrobed.api.http.Doc;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Liveness;
import org.metrobed.model.Thing;

/** A station or pole. */
public record ThingView(
        @Doc("testbed/thing") String id,
        String testbed,
        String name,
        @Doc("mobility, air or infrastructure") String family,
        @Doc("its thing type in the catalog") String type,
        @Doc("the project's id; may be empty") String project,
        @Doc("WGS 84, degrees") double latitude,
        @Doc("WGS 84, degrees") double longitude,
        String place,
        String district,
        @Doc("ids of its datastreams") List<String> datastreams,

        @Doc("log time of its last message; null if it was never seen")
        Instant lastHeard,

        @Doc("testbed/gateway of its last message; null if not known")
        String gateway,

        @Doc("median of received time minus newest phenomenon time, ms: lag of its clock plus delay of transmission;"
                + " null if not known")
        Long clockSkewMillis,

        @Doc("the catalog version shown") long catalogVersion) {

    /** A thing of a catalog, and when it was last heard. */
    static ThingView of(Thing thing, Catalog catalog, Optional<Liveness> seen) {
        return new ThingView(
                thing.id(),
                thing.testbed(),
                thing.name(),
                thing.family().word(),
                thing.type(),
                thing.project(),
                thing.location().latitudeDegrees(),
                thing.location().longitudeDegrees(),
                thing.location().place(),
                thing.location().district(),
                catalog.listDatastreams(thing.id()).stream()
                        .map(datastream -> datastream.id().value())
                        .toList(),
                seen.map(liveness -> Instant.ofEpochMilli(liveness.heardMillis()))
                        .orElse(null),
                seen.map(Liveness::gateway).filter(id -> !id.isEmpty()).orElse(null),
                seen.filter(liveness -> liveness.skewSamples() > 0)
                        .map(Liveness::skewMillis)
                        .orElse(null),
                catalog.version());
    }
}
