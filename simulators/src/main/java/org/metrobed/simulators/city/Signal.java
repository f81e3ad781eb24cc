package org.metrobed.simulators.city;

/**
 * The clean value of one datastream at any instant. Pure: the same instant gives the same value, whatever was asked before;
 * thread-safe.
 */
@FunctionalInterface
public interface Signal {

    /**
     * The value in the datastream's unit, rounded as its sensor would.
     *
     * @param epochMillis when it is observed, milliseconds since 1970 UTC; a mean or count covers the interval before
     */
    double valueAt(long epochMillis);

    /** How the sensor would report what it sees: rounded to its step, not below the least that it can show. */
    default double reported(double value) {
        return value;
    }
}
