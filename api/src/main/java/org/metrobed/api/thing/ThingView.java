package org.metrobed.api.thing;

import java.util.List;
import org.metrobed.api.http.Doc;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.model.Thing;

/** A station or pole. */
public record ThingView(
        @Doc("testbed/thing") String id,
        String testbed,
        String name,
        @Doc("mobility, air or infrastructure") String family,
        @Doc("its thing type in the catalog") String type,
        @Doc("the project's id, may be empty") String project,
        @Doc("WGS 84, degrees") double latitude,
        @Doc("WGS 84, degrees") double longitude,
        String place,
        String district,
        @Doc("ids of its datastreams") List<String> datastreams,
        @Doc("the catalog version shown") long catalogVersion) {

    /** A thing of a catalog. */
    static ThingView of(Thing thing, Catalog catalog) {
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
                catalog.version());
    }
}
