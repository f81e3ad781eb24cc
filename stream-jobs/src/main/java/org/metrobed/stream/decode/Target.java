package org.metrobed.stream.decode;

import java.util.List;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;

/**
 * The datastream that a reading is assigned to. Immutable.
 *
 * @param datastream the datastream
 * @param dependents the datastreams that have it as a peer, and get a copy of each reading
 */
record Target(Datastream datastream, List<String> dependents) {

    Target {
        dependents = List.copyOf(dependents);
    }

    /** The target for a datastream of a catalog. */
    static Target of(Datastream datastream, Catalog catalog) {
        return new Target(datastream, catalog.listDependents(datastream.id().value()));
    }
}
