package org.metrobed.model.limits;

import org.metrobed.model.params.Ends;

/**
 * A span of values; both ends are included. Immutable.
 *
 * @param low its lower end; NaN if open; above the other end, the span is one of directions that crosses north, such as
 *     350 to 10 degrees
 * @param high its upper end; NaN if open
 */
public record Span(double low, double high) implements Ends {

    /** Contains every value. */
    public static final Span OPEN = new Span(Double.NaN, Double.NaN);

    private static final double TURN = 360;

    /** The span of two ends in any order. */
    public static Span between(double one, double other) {
        return one > other ? new Span(other, one) : new Span(one, other);
    }

    /** Whether it crosses north; then values outside [0,360] are not in it. */
    public boolean crossesNorth() {
        return low > high;
    }

    /** Whether the span contains a value; it never contains NaN. */
    public boolean contains(double value) {
        return crossesNorth()
                ? (value >= low && value <= TURN) || (value >= 0 && value <= high)
                : !(value < low) && !(value > high);
    }

    /** The value, or the nearest end if it is outside this span, which does not cross north; NaN stays NaN. */
    public double nearest(double value) {
        return value < low ? low : value > high ? high : value;
    }

    /** Whether this span is within the other. */
    public boolean isWithin(Span other) {
        if (crossesNorth() && !other.crossesNorth()) {
            return !(other.low > 0) && !(other.high < TURN);
        }
        if (!crossesNorth() && other.crossesNorth()) {
            return (Double.isNaN(low) && Double.isNaN(high))
                    || (low >= other.low && high <= TURN)
                    || (low >= 0 && high <= other.high);
        }
        return !(low < other.low) && !(high > other.high);
    }
}
