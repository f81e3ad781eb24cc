package org.metrobed.stream.decode;

import java.util.List;
import org.metrobed.catalog.SourceKeys;
import org.metrobed.model.Datastream;
import org.metrobed.model.ReadingInterval;
import org.metrobed.stream.catalog.CatalogInForce;

/**
 * The datastream that a reading is assigned to. Immutable.
 *
 * @param datastream the datastream
 * @param interval the interval that its readings stand for
 * @param dependents the datastreams that have it as a peer, and get a copy of each reading
 * @param orderedFromMillis as in {@link Reading}
 */
record Target(Datastream datastream, ReadingInterval interval, List<String> dependents, long orderedFromMillis) {

    Target {
        dependents = List.copyOf(dependents);
    }

    /** The target for a datastream of a catalog. */
    static Target of(Datastream datastream, CatalogInForce inForce, SourceKeys keys) {
        return new Target(
                datastream,
                inForce.catalog().interval(datastream),
                inForce.catalog().listDependents(datastream.id().value()),
                keys.areSeveral(datastream)
                        ? Reading.NEVER
                        : inForce.keysFromMillis().getOrDefault(datastream.id().testbed(), Reading.ALWAYS));
    }
}
