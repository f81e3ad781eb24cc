package org.metrobed.catalog.compile;

import java.util.Optional;
import org.metrobed.model.Datastream;
import org.metrobed.model.Thing;

/** The newest published description of datastreams and things, whether or not the newest version still has them. */
public interface Published {

    /** A datastream by its id, {@code testbed/thing/property}; empty if it was never published. */
    Optional<Datastream> findDatastream(String id);

    /** A thing by its id, {@code testbed/thing}; empty if it was never published. */
    Optional<Thing> findThing(String id);

    /** Nothing was published. */
    static Published nothing() {
        return new Published() {
            @Override
            public Optional<Datastream> findDatastream(String id) {
                return Optional.empty();
            }

            @Override
            public Optional<Thing> findThing(String id) {
                return Optional.empty();
            }
        };
    }
}
