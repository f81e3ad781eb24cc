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

    /** Where a value is in its band. */
    public enum Place {
        /** Nothing is expected, or the value was not judged. */
        UNKNOWN,
        /** Nearer to the expected value than to the edge of the band. */
        WELL_WITHIN,
        /** Within the band. */
        WITHIN,
        /** Below or above the band. */
        BEYOND;

        /** Whether it is within the band. */
        public boolean isWithin() {
            return this == WELL_WITHIN || this == WITHIN;
        }
    }

    /** The place of a value, which is on the turn of the band if it is a direction. */
    public Place placeOf(double value) {
        if (!known() || Double.isNaN(value)) {
            return Place.UNKNOWN;
        }
        if (value < low || value > high) {
            return Place.BEYOND;
        }
        double edge = value > expected ? high : low;
        return Math.abs(value - expected) <= Math.abs(edge - expected) / 2 ? Place.WELL_WITHIN : Place.WITHIN;
    }

    /** Whether there is an expectation. */
    public boolean known() {
        return !Double.isNaN(expected);
    }
}
