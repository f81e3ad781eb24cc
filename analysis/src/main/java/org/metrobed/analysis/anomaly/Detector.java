package org.metrobed.analysis.anomaly;

/**
 * Judges the values of one datastream in the order of arrival: causal, one pass, bounded state. Equal inputs give equal
 * scores on every machine. A restored detector continues exactly where the saved one stopped. Mutable, one thread.
 */
public interface Detector {

    /**
     * Takes the next value. Never throws. A value that is not a finite number is skipped: its score is 0 and the band
     * is the current one. Times that are repeated or go back are accepted unchanged.
     *
     * @param timeMicros phenomenon time, microseconds since 1970 UTC
     * @param value in the datastream's unit
     */
    Score update(long timeMicros, double value);

    /** The complete state, which starts with the version of its format. */
    byte[] save();
}
