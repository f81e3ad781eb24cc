package org.metrobed.analysis.quality;

import java.io.DataOutput;
import java.io.IOException;

/** How much the values of a moving window vary. Mutable, one thread. */
interface Spread {

    /** Forgets the rows until this time, itself included. */
    void forget(long untilMicros);

    /** Takes in a row without a value. */
    void addMissing(long timeMicros);

    /**
     * Takes in a row.
     *
     * @param maxRows no more are remembered
     * @param minObservations so many are counted at least
     */
    void add(long timeMicros, double value, int maxRows, int minObservations);

    /** Valid values in the window; may stop to count at what was asked for. */
    int observations();

    /** Whether the values of the window, if there are enough, have a spread. */
    boolean isKnown();

    /** Whether the spread is strictly below a threshold. */
    boolean isBelow(double threshold);

    /** Writes what {@link AttenuatedSignalState} reads. */
    void write(DataOutput out) throws IOException;
}
