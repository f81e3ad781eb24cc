package org.metrobed.store.observation;

import java.util.Objects;
import org.metrobed.model.Observation;

/**
 * Two values of one time of a datastream. Immutable.
 *
 * @param first the value that was stored first, as it was received
 * @param other the value that came later
 */
public record Conflict(Observation first, Observation other) {
    public Conflict {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(other, "other");
    }
}
