package org.metrobed.stream.decode;

import java.util.List;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;

/**
 * A datastream that readings go to. Immutable.
 *
 * @param datastream which
 * @param watchers the datastreams that are held against it, and get a copy of each reading
 */
record Target(Datastream datastream, List<String> watchers) {

    Target {
        watchers = List.copyOf(watchers);
    }

    /** One of a catalog. */
    static Target of(Datastream datastream, Catalog catalog) {
        return new Target(datastream, catalog.listWatchers(datastream.id().value()));
    }
}
