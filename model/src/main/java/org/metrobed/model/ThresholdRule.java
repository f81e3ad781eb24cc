package org.metrobed.model;

import java.util.Objects;
import org.metrobed.model.params.Param;

/**
 * A threshold with hysteresis. An episode opens if values are beyond {@code raise} for {@code minDurationMillis} of
 * phenomenon time. It closes if a value is at or within {@code clear}. Of a direction, the half circle clockwise of a bound
 * is above it, and the half circle counterclockwise of it below it. Immutable.
 *
 * @param name the detector's name in the catalog, unique in a datastream, such as {@code high}
 * @param direction the side that is beyond the bound
 * @param raise the bound that opens, in the datastream's unit (strictly beyond)
 * @param clear the bound that closes, not beyond {@code raise}
 * @param minDurationMillis how long values must be beyond before it opens, milliseconds; 0 opens at the first value
 * @param severity severity of the alert
 * @param statistic kind of reading: how its values differ
 * @param warnsPublic whether its alerts may become public warnings
 */
public record ThresholdRule(
        @Param(tag = 1) String name,
        @Param(tag = 2) Direction direction,
        @Param(tag = 3) double raise,
        @Param(tag = 4) double clear,
        @Param(tag = 5, or = "0") long minDurationMillis,
        @Param(tag = 6) Severity severity,
        @Param(tag = 7, or = "instant") Datastream.Statistic statistic,
        @Param(tag = 8, or = "false") boolean warnsPublic) {

    /** The side that is beyond the bound. */
    public enum Direction {
        ABOVE,
        BELOW
    }

    public ThresholdRule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(statistic, "statistic");
        if (direction == Direction.ABOVE ? clear > raise : clear < raise) {
            throw new IllegalArgumentException("clear " + clear + " lies beyond raise " + raise);
        }
        if (minDurationMillis < 0) {
            throw new IllegalArgumentException("minDurationMillis is negative");
        }
    }

    /** A threshold for values on a line, whose alerts are not for the public. */
    public ThresholdRule(
            String name, Direction direction, double raise, double clear, long minDurationMillis, Severity severity) {
        this(name, direction, raise, clear, minDurationMillis, severity, Datastream.Statistic.INSTANT, false);
    }

    /** The same threshold, whose alerts may become public warnings. */
    public ThresholdRule forPublic() {
        return new ThresholdRule(name, direction, raise, clear, minDurationMillis, severity, statistic, true);
    }

    /** The same threshold for values of a statistic; only whether they are directions matters. */
    public ThresholdRule of(Datastream.Statistic statistic) {
        return statistic.scale() == this.statistic.scale()
                ? this
                : new ThresholdRule(name, direction, raise, clear, minDurationMillis, severity, statistic, warnsPublic);
    }

    /** Whether a value opens an episode or keeps it open; false for NaN. */
    public boolean beyond(double value) {
        return past(value, raise) > 0;
    }

    /** Whether a value closes an episode; false for NaN. */
    public boolean clears(double value) {
        return !beyond(value) && past(value, clear) <= 0;
    }

    /** The one of two values that is further beyond. */
    public double further(double one, double other) {
        return past(other, raise) > past(one, raise) ? other : one;
    }

    /** How far a value is past a bound, on the side of this rule. */
    private double past(double value, double bound) {
        double difference = statistic.scale().difference(value, bound);
        return direction == Direction.ABOVE ? difference : -difference;
    }
}
