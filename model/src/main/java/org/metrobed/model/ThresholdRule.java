package org.metrobed.model;

import java.util.Objects;
import org.metrobed.model.params.Param;

/**
 * A threshold with hysteresis. An episode opens if values are beyond {@code raise} for {@code minDurationMillis} of
 * phenomenon time. It closes if a value is at or within {@code clear}. Immutable.
 *
 * @param name the detector's name in the catalog, unique in a datastream, such as {@code high}
 * @param direction the side that is beyond the bound
 * @param raise the bound that opens, in the datastream's unit (strictly beyond)
 * @param clear the bound that closes, not beyond {@code raise}
 * @param minDurationMillis how long values must be beyond before it opens, milliseconds; 0 opens at the first value
 * @param severity severity of the alert
 */
public record ThresholdRule(
        @Param(tag = 1) String name,
        @Param(tag = 2) Direction direction,
        @Param(tag = 3) double raise,
        @Param(tag = 4) double clear,
        @Param(tag = 5, or = "0") long minDurationMillis,
        @Param(tag = 6) Severity severity) {

    /** The side that is beyond the bound. */
    public enum Direction {
        ABOVE,
        BELOW
    }

    public ThresholdRule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(severity, "severity");
        if (direction == Direction.ABOVE ? clear > raise : clear < raise) {
            throw new IllegalArgumentException("clear " + clear + " lies beyond raise " + raise);
        }
        if (minDurationMillis < 0) {
            throw new IllegalArgumentException("minDurationMillis is negative");
        }
    }

    /** Whether a value opens an episode or keeps it open; false for NaN. */
    public boolean beyond(double value) {
        return direction == Direction.ABOVE ? value > raise : value < raise;
    }

    /** Whether a value closes an episode; false for NaN. */
    public boolean clears(double value) {
        return direction == Direction.ABOVE ? value <= clear : value >= clear;
    }
}
