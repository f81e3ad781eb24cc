package org.metrobed.stream.decode;

import java.util.List;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.ReadingInterval;

/**
 * The datastream that a reading is assigned to. Immutable.
 *
 * @param datastream the datastream
 * @param interval the interval that its readings stand for
 * @param dependents the datastreams that have it as a peer, and get a copy of each reading
 */
record Target(Datastream datastream, ReadingInterval interval, List<String> dependents) {

    Target {
        dependents = List.copyOf(dependents);
    }

    /** The target for a datastream of a catalog. */
    static Target of(Datastream datastream, Catalog catalog) {
        return new Target(
                datastream,
                catalog.interval(datastream),
                catalog.listDependents(datastream.id().value()));
    }
}
