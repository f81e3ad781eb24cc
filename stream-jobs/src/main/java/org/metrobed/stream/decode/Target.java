package org.metrobed.stream.decode;

import java.util.List;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;

/**
 * A datastream that readings go to. Immutable.
 *
 * @param datastream which
 * @param dependents the datastreams that are held against it, and get a copy of each reading
 */
record Target(Datastream datastream, List<String> dependents) {

    Target {
        dependents = List.copyOf(dependents);
    }

    /** One of a catalog. */
    static Target of(Datastream datastream, Catalog catalog) {
        return new Target(datastream, catalog.listDependents(datastream.id().value()));
    }
}
