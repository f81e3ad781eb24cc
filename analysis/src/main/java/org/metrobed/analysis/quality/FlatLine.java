package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.FlatLineLimits;

/** Flags a value that has not changed for too long. The earlier values are in a {@link FlatLineState}. */
public final class FlatLine implements QualityTest {

    /** The one instance. */
    public static final FlatLine TEST = new FlatLine();

    private static final TestInfo INFO = new TestInfo(
            "flat-line",
            "The value has not changed for longer than it does by nature.",
            "A threshold divided by the interval of the datastream gives a number of rows; when the valid "
                    + "values of so many rows before the newest, and of the newest, differ by less than the tolerance, "
                    + "the row fails or is suspect. Beyond the reference we ask for two valid values, begin anew after "
                    + "a gap, and give values of an exempt span (zeros and small counts, saturated humidity) "
                    + "thresholds of their own.",
            List.of(
                    new TestInfo.Threshold("suspect", "unchanged for this long is suspect", "seconds"),
                    new TestInfo.Threshold("fail", "unchanged for this long fails", "seconds"),
                    new TestInfo.Threshold(
                            "tolerance",
                            "values that differ by less are unchanged; 0 switches the test off",
                            "of the datastream"),
                    new TestInfo.Threshold("gap", "a longer time between two rows begins anew", "seconds"),
                    new TestInfo.Threshold(
                            "exempt",
                            "while all values lie in this span, the next two thresholds hold",
                            "of the datastream"),
                    new TestInfo.Threshold(
                            "exempt-suspect", "suspect after this long in the exempt span; none: never", "seconds"),
                    new TestInfo.Threshold(
                            "exempt-fail", "fail after this long in the exempt span; none: never", "seconds")),
            "QARTOD manuals of scalar quantities, test 8; "
                    + "reference implementation ioos_qc, flat_line_test. Exempt spans: false "
                    + "positives that were measured on city recordings.");

    private FlatLine() {}

    @Override
    public int slot() {
        return 3;
    }

    @Override
    public TestInfo info() {
        return INFO;
    }

    /**
     * The verdict on a row, in the datastream's unit, which the state takes in; what is not finite is missing.
     *
     * @param intervalMicros expected time between rows, microseconds
     */
    public QualityFlag accept(
            FlatLineState state, long timeMicros, double value, FlatLineLimits limits, long intervalMicros) {
        boolean missing = !Double.isFinite(value);
        if (!(limits.tolerance() > 0)) {
            return missing ? QualityFlag.MISSING : QualityFlag.GOOD;
        }
        state.next(timeMicros, limits.policy().gapSeconds());
        state.forgetBeyond(limits.longestCount(intervalMicros));
        if (missing) {
            return QualityFlag.MISSING;
        }
        state.add(value, limits.tolerance());
        boolean exempt =
                limits.policy().exempt() != null && state.liesIn(limits.policy().exempt());
        if (isFlat(state, exempt ? limits.exemptFailCount(intervalMicros) : limits.failCount(intervalMicros), limits)) {
            return QualityFlag.FAIL;
        }
        long suspectCount = exempt ? limits.exemptSuspectCount(intervalMicros) : limits.suspectCount(intervalMicros);
        return isFlat(state, suspectCount, limits) ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }

    private static boolean isFlat(FlatLineState state, long count, FlatLineLimits limits) {
        return state.length() >= count && (!limits.policy().twoValues() || state.rowsSincePreviousValue() <= count);
    }
}
