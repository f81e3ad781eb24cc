package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;

/** Flags a row that was received too long after its time. Stateless. */
public final class DataReception implements QualityTest {

    /** The one instance. */
    public static final DataReception TEST = new DataReception();

    private static final TestInfo INFO = new TestInfo(
            "data-reception",
            "The row was old when it was received.",
            "Fail when its time is strictly longer before the reference time than allowed; the reference "
                    + "time is when it was received. A row of the future is good.",
            List.of(new TestInfo.Threshold("fail", "an older row fails", "seconds")),
            "QARTOD manuals of scalar quantities, test 1 (timing and gap); "
                    + "reference implementation ioos_qc, data_reception_test.");

    private DataReception() {}

    @Override
    public int slot() {
        return 10;
    }

    @Override
    public TestInfo info() {
        return INFO;
    }

    /**
     * The verdict on a row.
     *
     * @param referenceMicros when it was received, microseconds
     * @param failSeconds allowed age, seconds
     */
    public QualityFlag verdict(long timeMicros, long referenceMicros, double failSeconds) {
        return referenceMicros - timeMicros > failSeconds * 1e6 ? QualityFlag.FAIL : QualityFlag.GOOD;
    }
}
