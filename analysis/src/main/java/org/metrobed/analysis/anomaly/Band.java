package org.metrobed.analysis.anomaly;

/**
 * The band expected for the next value, in the datastream's unit. Immutable; all NaN while nothing is known.
 *
 * @param expected the usual value at this time of day and kind of day
 * @param low lower bound: about 99 of 100 ordinary values are between the bounds; of a direction, bounds may lie below 0
 *     or above 360
 * @param high upper bound
 */
public record Band(double expected, double low, double high) {

    /** The band while nothing is known. */
    public static final Band NONE = new Band(Double.NaN, Double.NaN, Double.NaN);

    /** Whether there is an expectation. */
    public boolean known() {
        return !Double.isNaN(expected);
    }
}
