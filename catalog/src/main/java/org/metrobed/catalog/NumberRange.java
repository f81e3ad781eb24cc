package org.metrobed.catalog;

/**
 * A range of values, both ends in it; NaN where it is open.
 *
 * @param perMillis where it is of a count, the time that its ends are counts of; 0 where they are as they are
 */
record NumberRange(double low, double high, long perMillis) {

    static final NumberRange OPEN = new NumberRange(Double.NaN, Double.NaN);

    /** One whose ends are as they are. */
    NumberRange(double low, double high) {
        this(low, high, 0);
    }

    /** This as the ends of counts of some time. */
    NumberRange per(long millis) {
        return new NumberRange(low, high, millis);
    }

    /** As counts of another time, rounded to whole counts away from the middle; itself where it is of no time. */
    NumberRange over(long millis) {
        return perMillis == 0
                ? this
                : new NumberRange(Math.floor(low * millis / perMillis), Math.ceil(high * millis / perMillis));
    }

    /** Whether all of the other lies in this. */
    boolean holds(NumberRange inner) {
        return !(inner.lowest() < lowest()) && !(inner.highest() > highest());
    }

    double lowest() {
        return Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low;
    }

    double highest() {
        return Double.isNaN(high) ? Double.POSITIVE_INFINITY : high;
    }

    /** As tests read it. */
    org.metrobed.model.limits.Span toLimits() {
        return new org.metrobed.model.limits.Span(low, high);
    }

    @Override
    public String toString() {
        return "[" + (Double.isNaN(low) ? "open" : low) + ", " + (Double.isNaN(high) ? "open" : high) + "]";
    }
}
