package org.metrobed.analysis.quality;

import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;

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
    /** How values differ. */
    Scale scale = Scale.LINE;
    /** Expected time between rows, microseconds. */
    long intervalMicros;
    /** The words of {@link Verdicts}, which {@link TestBits#set} fills in. */
    final long[] bits = new long[2];

    /** Begins with these bits. */
    void begin(long word0, long word1) {
        bits[0] = word0;
        bits[1] = word1;
    }

    /** Sets marks of {@link TestBits}. */
    void mark(long marks) {
        bits[0] |= marks;
    }

    /** The bits filled in: the given object if it is equal. */
    Verdicts verdicts(Verdicts usual) {
        return usual.word0() == bits[0] && usual.word1() == bits[1] ? usual : new Verdicts(bits[0], bits[1]);
    }

    boolean isMissing() {
        return Double.isNaN(value);
    }
}
