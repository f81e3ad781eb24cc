package org.metrobed.analysis.quality;

import java.io.DataOutput;
import java.io.IOException;

/** Measures how much the values of a moving window vary. Mutable, one thread. */
interface Spread {

    /** Forgets the rows up to this time, inclusive. */
    void forget(long untilMicros);

    /** Adds a row without a value. */
    void addMissing(long timeMicros);

    /**
     * Adds a row.
     *
     * @param maxRows largest number of rows that are kept
     * @param minObservations number of values up to which observations are counted
     */
    void add(long timeMicros, double value, int maxRows, int minObservations);

    /** The newest value of the window; NaN if there is none. */
    double newest();

    /** Number of valid values in the window; may stop counting at the requested number. */
    int observations();

    /** Whether the values of the window, if there are enough, have a spread. */
    boolean isKnown();

    /** Whether the spread is strictly below a threshold. */
    boolean isBelow(double threshold);

    /** Writes what {@link AttenuatedSignalState} reads. */
    void write(DataOutput out) throws IOException;
}
