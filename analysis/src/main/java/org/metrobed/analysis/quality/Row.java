package org.metrobed.analysis.quality;

/** The row that is tested and what is known of the one before it. Mutable, one thread: {@link QualityRun} fills it in. */
final class Row {

    /** Its time, microseconds since 1970 UTC. */
    long timeMicros;
    /** Its value as it came, in the datastream's unit: NaN when missing, perhaps infinite. */
    double reported;
    /** Its value; NaN when it is missing or not finite. */
    double value;
    /** Whether there is none before it. */
    boolean first;
    /** Whether there is only one before it. */
    boolean second;
    /** Time since the row before, microseconds; 0 for the first one. */
    long stepMicros;
    /** The value of the row before; NaN when it is missing or there is none. */
    double before;
    /** The value of the row before that; NaN when it is missing or there is none. */
    double twoBefore;
    /** Expected time between rows, microseconds. */
    long intervalMicros;

    boolean isMissing() {
        return Double.isNaN(value);
    }
}
