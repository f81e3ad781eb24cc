package org.metrobed.analysis.quality;

import org.metrobed.model.QualityFlag;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Flags a row that was received too long after its time. Stateless. */
public final class DataReception extends QualityTest<DataReception.Params, Void> {

    /** The one instance. */
    public static final DataReception TEST = new DataReception();

    /**
     * The parameters. Immutable.
     *
     * @param fail a row that was older when it was received fails, seconds
     */
    public record Params(
            @Param(tag = 1, name = "fail", unit = Unit.SECONDS, doc = "a row that is older at reception fails")
            double fail)
            implements TestParams {

        @Override
        public int slot() {
            return TEST.slot();
        }
    }

    private DataReception() {
        super(
                10,
                Phase.ALONE,
                TestInfo.of(
                        "data-reception",
                        "The row was old when it was received.",
                        "Fail if its time is more than allowed before the reference time. The reference "
                                + "time is the time of reception. A row of the future is good.",
                        "QARTOD manuals of scalar quantities, test 1 (timing and gap); "
                                + "reference implementation ioos_qc, data_reception_test."),
                Params.class);
    }

    @Override
    public Place place() {
        return Place.NOWHERE;
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
