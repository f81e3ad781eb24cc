package org.metrobed.analysis.quality;

import org.metrobed.model.QualityFlag;
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
    /** Whether the value of the row before was infinite; {@link #before} is NaN then. */
    boolean afterInfinite;
    /** The value of the row before that; NaN if it is missing or there is none. */
    double twoBefore;
    /** How values differ. */
    Scale scale = Scale.LINE;
    /** Expected time between rows, microseconds. */
    long intervalMicros;
    /** The words of {@link Verdicts}, which {@link TestBits#set} fills in. */
    final long[] bits = new long[2];

    /** Which rows before it a test has decided: 1 is the row before, {@code decidedTo} is 0 if there are none. */
    int decidedFrom;

    int decidedTo;
    /** The slot of that test, its verdict, and the marks of the oldest of them. */
    int decidedSlot;

    QualityFlag decided;
    long oldestMarks;

    /** Begins with these bits. */
    void begin(long word0, long word1) {
        bits[0] = word0;
        bits[1] = word1;
    }

    /**
     * Decides rows before this one that waited for it; only one test does so.
     *
     * @param from the newest of them; 1 is the row before this one
     * @param to the oldest of them; nothing is decided if it is below {@code from}
     * @param marks of {@link TestBits}, for the oldest of them
     */
    void decideBefore(int from, int to, QualityFlag verdict, long marks) {
        if (to >= from) {
            decidedFrom = from;
            decidedTo = to;
            decided = verdict;
            oldestMarks = marks;
        }
    }

    /** The verdicts of a row before this one, with the decision about it. */
    Verdicts decided(int back, Verdicts before) {
        if (back < decidedFrom || back > decidedTo) {
            return before;
        }
        Verdicts with =
                TestBits.with(TestBits.unmark(before, TestBits.RESET | TestBits.STEP_UNKNOWN), decidedSlot, decided);
        return back == decidedTo ? TestBits.mark(with, oldestMarks) : with;
    }

    /** Takes back marks of {@link TestBits}. */
    void unmark(long marks) {
        bits[0] &= ~marks;
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
