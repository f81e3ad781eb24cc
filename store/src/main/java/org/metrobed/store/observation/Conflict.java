package org.metrobed.store.observation;

import java.util.Objects;
import org.metrobed.model.Observation;

/**
 * Two values of one time of a datastream. Immutable.
 *
 * @param first the value that was stored first, as it was received
 * @param other a value that came later
 * @param stands which of them stands
 */
public record Conflict(Observation first, Observation other, Stands stands) {

    /** Which value of a time stands. */
    public enum Stands {
        /** The value that was stored first. */
        FIRST,
        /** The later value: it replaces the first one. */
        OTHER,
        /** Another later value replaces both. */
        NEITHER
    }

    public Conflict {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(other, "other");
        Objects.requireNonNull(stands, "stands");
    }
}
