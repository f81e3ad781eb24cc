package org.metrobed.model.limits;

import java.util.Objects;
import org.metrobed.model.params.Param;

/**
 * A check of a datastream's values against another datastream. Immutable.
 *
 * @param other the other datastream, {@code testbed/thing/property}, in the same unit unless the kind is a passage
 * @param kind the relation of the two
 * @param tolerance contradictions up to this size are noise; in the unit of this datastream, for passages of the other
 * @param relative for twins: a difference up to this fraction of their mean is noise; 0 for the other kinds
 * @param withinMicros the other's value counts if its time is at most this far away, microseconds, at least 0
 */
public record CrossCheckLimits(
        @Param(tag = 1) String other,
        @Param(tag = 2) Kind kind,
        @Param(tag = 3, or = "0") double tolerance,
        @Param(tag = 4, or = "0") double relative,
        @Param(tag = 5) long withinMicros) {

    /** The relation of this datastream to the other. */
    public enum Kind {
        /** A part of the other, such as PM2.5 of PM10, or below it, such as the dew point below the temperature. */
        PART_OF,
        /** The whole of which the other is a part. */
        WHOLE_OF,
        /** A flow, which cannot be 0 while the other, a speed or an occupancy, is above the tolerance. */
        PASSAGE_OF,
        /** The occupancy or speed of that flow. */
        PRESENCE_AT,
        /** A second channel of the same sensor. */
        TWIN_OF
    }

    public CrossCheckLimits {
        Objects.requireNonNull(other, "other");
        Objects.requireNonNull(kind, "kind");
        if (!(tolerance >= 0) || !(relative >= 0) || withinMicros < 0) {
            throw new IllegalArgumentException("tolerance, relative and within are at least 0");
        }
    }
}
