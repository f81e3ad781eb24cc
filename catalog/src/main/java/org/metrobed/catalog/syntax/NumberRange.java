package org.metrobed.catalog.syntax;

import org.metrobed.model.limits.Span;

/**
 * A closed range of values; an open end is NaN.
 *
 * @param perMillis for a range of counts, the time that the counts are for; 0 for other ranges
 */
public record NumberRange(double low, double high, long perMillis) {

    /** Contains every value. */
    public static final NumberRange OPEN = new NumberRange(Double.NaN, Double.NaN);

    /** A range that is not of counts. */
    NumberRange(double low, double high) {
        this(low, high, 0);
    }

    /** The counts for another time, rounded to whole counts away from the middle; unchanged if it is not of counts. */
    public NumberRange over(long millis) {
        return perMillis == 0
                ? this
                : new NumberRange(Math.floor(low * millis / perMillis), Math.ceil(high * millis / perMillis));
    }

    /** Whether it is one of directions that crosses north. */
    public boolean crossesNorth() {
        return low > high;
    }

    /** Whether this range contains all of the other. */
    public boolean holds(NumberRange inner) {
        if (crossesNorth() || inner.crossesNorth()) {
            return inner.toLimits().isWithin(toLimits());
        }
        return !(inner.lowest() < lowest()) && !(inner.highest() > highest());
    }

    /** The lower end, infinite if open. */
    public double lowest() {
        return Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low;
    }

    /** The upper end, infinite if open. */
    public double highest() {
        return Double.isNaN(high) ? Double.POSITIVE_INFINITY : high;
    }

    /** As the tests use it. */
    public Span toLimits() {
        return new Span(low, high);
    }

    @Override
    public String toString() {
        return "[" + (Double.isNaN(low) ? "open" : low) + ", " + (Double.isNaN(high) ? "open" : high) + "]";
    }
}
