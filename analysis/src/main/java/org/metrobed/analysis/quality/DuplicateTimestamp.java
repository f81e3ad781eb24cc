package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;

/** Flags a row whose time another row already has. Stateless: whether the time is taken is a parameter. */
public final class DuplicateTimestamp implements QualityTest {

    /** The one instance. */
    public static final DuplicateTimestamp TEST = new DuplicateTimestamp();

    private static final TestInfo INFO = new TestInfo(
            "duplicate-timestamp",
            "Another row of the datastream has the same time.",
            "Suspect when the time is taken. An exact repeat is dropped and counted before any test; of two "
                    + "different values the first stands, the second is kept, marked as a repeat and tested by what "
                    + "needs no history.",
            List.of(),
            "Our practice; QARTOD and ioos_qc leave repeated times to the operator.");

    private DuplicateTimestamp() {}

    @Override
    public int slot() {
        return 7;
    }

    @Override
    public TestInfo info() {
        return INFO;
    }

    /** The verdict on a row. */
    public QualityFlag verdict(boolean isTaken) {
        return isTaken ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }
}
