package org.metrobed.api.thing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.metrobed.api.access.Sight;
import org.metrobed.api.http.Doc;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Deployment;
import org.metrobed.model.Liveness;
import org.metrobed.model.Location;
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

        @Doc("log time of its last message; null if it was never seen, or with as_of")
        Instant lastHeard,

        @Doc(value = "testbed/gateway of its last message; null if not known, or not seen", nullable = true)
        String gateway,

        @Doc("median of received time minus newest phenomenon time, ms: lag of its clock plus delay of transmission;"
                + " null if not known")
        Long clockSkewMillis,

        @Doc("the catalog version shown") long catalogVersion,

        @Doc("its device at the time shown; may be empty") String device,

        @Doc("serial number of that device; may be empty") String serial,

        @Doc("calibration of that device; may be empty") String calibration,

        @Doc("where it stood when, with which device, oldest first")
        List<DeploymentView> deployments,

        @Doc("log time from which it was no longer in the catalog; null if it is in it")
        Instant retired) {

    /** A thing at one place with one device, for a time. */
    public record DeploymentView(
            @Doc("begin, inclusive; null if it is not known")
            Instant from,

            @Doc("end, exclusive; null while it lasts") Instant to,

            @Doc("WGS 84, degrees") double latitude,
            @Doc("WGS 84, degrees") double longitude,
            String place,
            String district,
            String device,
            String serial,
            String calibration) {

        static DeploymentView of(Deployment one) {
            return new DeploymentView(
                    one.from().equals(Instant.MIN) ? null : one.from(),
                    one.to().equals(Instant.MAX) ? null : one.to(),
                    one.location().latitudeDegrees(),
                    one.location().longitudeDegrees(),
                    one.location().place(),
                    one.location().district(),
                    one.device(),
                    one.serial(),
                    one.calibration());
        }
    }

    /** A thing of a catalog at a time, and when it was last heard. */
    static ThingView of(ThingResource.Placed placed, Catalog catalog, Optional<Liveness> seen, Sight sight) {
        Thing thing = placed.thing();
        Location location = placed.deployment().location();
        return new ThingView(
                thing.id(),
                thing.testbed(),
                thing.name(),
                thing.family().word(),
                thing.type(),
                thing.project(),
                location.latitudeDegrees(),
                location.longitudeDegrees(),
                location.place(),
                location.district(),
                catalog.listDatastreams(thing.id()).stream()
                        .map(datastream -> datastream.id().value())
                        .toList(),
                seen.map(liveness -> Instant.ofEpochMilli(liveness.heardMillis()))
                        .orElse(null),
                seen.map(Liveness::gateway)
                        .filter(id -> !id.isEmpty() && sight.seesGateway(id))
                        .orElse(null),
                seen.filter(liveness -> liveness.skewSamples() > 0)
                        .map(Liveness::skewMillis)
                        .orElse(null),
                catalog.version(),
                placed.deployment().device(),
                placed.deployment().serial(),
                placed.deployment().calibration(),
                placed.deployments().stream().map(DeploymentView::of).toList(),
                catalog.past().findRetiredThing(thing.id(), catalog.version()).orElse(null));
    }
}
