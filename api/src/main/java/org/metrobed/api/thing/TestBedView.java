package org.metrobed.api.thing;

import org.metrobed.api.http.Doc;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.TestBed;

/** A test-bed. */
public record TestBedView(
        String id,
        String name,
        @Doc("IANA zone of its local time") String zone,
        String description,
        @Doc("number of its things") long things,
        @Doc("the catalog version shown") long catalogVersion) {

    /** A test-bed of a catalog. */
    static TestBedView of(TestBed testbed, Catalog catalog) {
        return new TestBedView(
                testbed.id(),
                testbed.name(),
                testbed.zone().getId(),
                testbed.description(),
                catalog.things().stream()
                        .filter(thing -> thing.testbed().equals(testbed.id()))
                        .count(),
                catalog.version());
    }
}
