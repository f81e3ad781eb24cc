package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.TimeGapLimits;

/** Flags the row after a gap. Stateless: the time since the row before is a parameter. */
public final class TimeGap implements QualityTest {

    /** The one instance. */
    public static final TimeGap TEST = new TimeGap();

    private static final TestInfo INFO = new TestInfo(
            "time-gap",
            "Rows are missing before this one.",
            "Suspect or fail when the time since the row before, missing values included, is strictly "
                    + "longer. In the reference the first row gets the verdict of the second one.",
            List.of(
                    new TestInfo.Threshold("suspect", "a row that comes later is suspect", "seconds"),
                    new TestInfo.Threshold("fail", "a row that comes later fails", "seconds")),
            "QARTOD manuals of scalar quantities, test 1 (timing and gap); "
                    + "reference implementation ioos_qc, time_gap_test.");

    private TimeGap() {}

    @Override
    public int slot() {
        return 6;
    }

    @Override
    public TestInfo info() {
        return INFO;
    }

    /**
     * The verdict on a row that has one before it.
     *
     * @param stepMicros time since the row before, microseconds
     */
    public QualityFlag verdict(long stepMicros, TimeGapLimits limits) {
        if (stepMicros > limits.failSeconds() * 1e6) {
            return QualityFlag.FAIL;
        }
        return stepMicros > limits.suspectSeconds() * 1e6 ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }
}
