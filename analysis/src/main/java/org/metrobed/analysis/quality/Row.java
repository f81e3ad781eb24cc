package org.metrobed.analysis.quality;

/** The row that is tested and the values before it. Mutable, one thread: {@link QualityRun} fills it in. */
final class Row {

    /** Its time, microseconds since 1970 UTC. */
    long timeMicros;
    /** Its value as received, in the datastream's unit: NaN if missing, may be infinite. */
    double reported;
    /** Its value; NaN if it is missing or not finite. */
    double value;
    /** Whether there is no row before it. */
    boolean first;
    /** Whether there is only one row before it. */
    boolean second;
    /** Time since the row before, microseconds; 0 for the first one. */
    long stepMicros;
    /** The value of the row before; NaN if it is missing or there is none. */
    double before;
    /** The value of the row before that; NaN if it is missing or there is none. */
    double twoBefore;
    /** Expected time between rows, microseconds. */
    long intervalMicros;

    boolean isMissing() {
        return Double.isNaN(value);
    }
}
