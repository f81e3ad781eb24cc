package org.metrobed.simulators.city;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.Datastream;
import org.metrobed.model.Thing;

/**
 * A thing with its datastreams. Immutable.
 *
 * @param thing the thing with its location and type
 * @param datastreams its datastreams, sorted by id; at least one
 */
public record Station(Thing thing, List<Datastream> datastreams) {
    public Station {
        Objects.requireNonNull(thing, "thing");
        datastreams = List.copyOf(datastreams);
    }

    /** The last part of the thing's id. */
    public String name() {
        return thing.id().substring(thing.id().indexOf('/') + 1);
    }
}
