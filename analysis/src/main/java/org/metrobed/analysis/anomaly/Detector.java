package org.metrobed.analysis.anomaly;

/**
 * Judges the values of one datastream as they come: causal, in one pass, with bounded state. Equal inputs give equal scores
 * on every machine, and a detector that was saved and restored goes on as if nothing had happened. Mutable, one thread.
 */
public interface Detector {

    /**
     * Takes the next value. Never throws: a value that is no finite number is passed over, with a score of 0 and the band that
     * holds; times that repeat or go back are taken as they are.
     *
     * @param timeMicros phenomenon time, microseconds since 1970 UTC
     * @param value in the datastream's unit
     */
    Score update(long timeMicros, double value);

    /** All that it knows, beginning with the version of the format. */
    byte[] save();
}
