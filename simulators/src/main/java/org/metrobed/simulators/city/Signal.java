package org.metrobed.simulators.city;

/**
 * The clean value of one datastream at any instant. Pure: the same instant results in the same value, in any order of
 * calls; thread-safe.
 */
@FunctionalInterface
public interface Signal {

    /**
     * The value in the datastream's unit, rounded as its sensor would.
     *
     * @param epochMillis when it is observed, milliseconds since 1970 UTC; a mean or count covers the interval before
     */
    double valueAt(long epochMillis);

    /** The reported value of a true value: rounded to the sensor's step, not below its minimum. */
    default double reported(double value) {
        return value;
    }
}
