package org.metrobed.analysis.quality;

import org.metrobed.model.QualityFlag;
import org.metrobed.model.params.TestParams;

/** Flags a row if another row has the same time. Stateless: whether the time is taken is passed in. */
public final class DuplicateTimestamp extends QualityTest<DuplicateTimestamp.Params, Void> {

    /** The one instance. */
    public static final DuplicateTimestamp TEST = new DuplicateTimestamp();

    /** The test has no parameters: a bundle can only switch it on. */
    public record Params() implements TestParams {
        @Override
        public int slot() {
            return TEST.slot();
        }
    }

    private DuplicateTimestamp() {
        super(
                7,
                Phase.IN_ORDER,
                TestInfo.of(
                        "duplicate-timestamp",
                        "Another row of the datastream has the same time.",
                        "Suspect when the time is taken. An exact repeat is dropped and counted before any test; of two "
                                + "different values the first stands, the second is kept, marked as a repeat and tested by what "
                                + "needs no history.",
                        "Our practice; QARTOD and ioos_qc leave repeated times to the operator."),
                Params.class);
    }

    @Override
    public Place place() {
        return Place.NOWHERE;
    }

    /** The verdict on a row. */
    public QualityFlag verdict(boolean isTaken) {
        return isTaken ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }

    @Override
    QualityFlag accept(Params parameters, Void state, Row row) {
        return row.isMissing() ? QualityFlag.MISSING : verdict(!row.first && row.stepMicros == 0);
    }
}
