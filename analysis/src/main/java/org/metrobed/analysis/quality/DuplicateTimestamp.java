package org.metrobed.analysis.quality;

import org.metrobed.model.QualityFlag;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;

/** Flags a row if another row has the same time. Stateless: whether the time is taken is passed in. */
public final class DuplicateTimestamp extends QualityTest<DuplicateTimestamp.Params, Void> {

    /** The one instance. */
    public static final DuplicateTimestamp TEST = new DuplicateTimestamp();

    /**
     * The test has no parameters for people: a bundle can only switch it on. Immutable.
     *
     * @param wholeGroup true, as in the reference: the first row of a time is suspect too, if another follows
     */
    public record Params(@Param(tag = 1, or = "false") boolean wholeGroup) implements TestParams {

        /** Parameters with which the first row of a time is good. */
        public Params() {
            this(false);
        }

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
                        "Suspect if an earlier row has the same time. An exact duplicate is dropped and counted"
                                + " before any test. Of two "
                                + "different values the first is unchanged; the second is stored, marked as a"
                                + " duplicate and tested only by tests "
                                + "that need no history. If both are in one message, both become dead letters. In the reference every row of "
                                + "such a time is suspect, also the first.",
                        "Our practice; reference implementation ioos_qc, argo.duplicate_timestamp_test."),
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
    boolean decidesBefore(Params parameters) {
        return parameters.wholeGroup();
    }

    @Override
    QualityFlag decideBefore(Params parameters, Void state, Row row) {
        return row.stepMicros == 0 ? QualityFlag.SUSPECT : null;
    }

    @Override
    QualityFlag accept(Params parameters, Void state, Row row) {
        return row.isMissing() ? QualityFlag.MISSING : verdict(!row.first && row.stepMicros == 0);
    }
}
