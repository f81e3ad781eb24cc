package org.metrobed.analysis.anomaly;

/**
 * What is expected of the next value, in the datastream's unit. Immutable; all NaN while nothing is known.
 *
 * @param expected the usual value at this time of day and kind of day
 * @param low about 99 of 100 ordinary values lie from here
 * @param high to here
 */
public record Band(double expected, double low, double high) {

    /** Nothing is known yet. */
    public static final Band NONE = new Band(Double.NaN, Double.NaN, Double.NaN);

    /** Whether there is an expectation at all. */
    public boolean known() {
        return !Double.isNaN(expected);
    }
}
