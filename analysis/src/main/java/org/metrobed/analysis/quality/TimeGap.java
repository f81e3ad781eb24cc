package org.metrobed.analysis.quality;

import java.util.Optional;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.params.AnyOf;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Flags the row after a pause. Stateless: the row before is passed in. */
public final class TimeGap extends QualityTest<TimeGap.Params, Void> {

    /** The one instance. */
    public static final TimeGap TEST = new TimeGap();

    /**
     * The parameters. Immutable.
     *
     * @param suspect a row after a longer pause is suspect, seconds; infinite: never
     * @param fail a row after a longer pause fails, seconds; infinite: never
     * @param firstInherits true, as in the reference: the first row gets the verdict of the second one
     */
    @AnyOf({"suspect", "fail"})
    public record Params(
            @Param(
                    tag = 1,
                    name = "suspect",
                    unit = Unit.SECONDS,
                    optional = true,
                    doc = "a row that comes later is suspect")
            double suspect,

            @Param(tag = 2, name = "fail", unit = Unit.SECONDS, optional = true, doc = "a row that comes later fails")
            double fail,

            @Param(tag = 3, or = "false") boolean firstInherits)
            implements TestParams {

        @Override
        public int slot() {
            return TEST.slot();
        }

        @Override
        public Optional<String> findFault() {
            return Levels.rising(suspect, fail);
        }
    }

    private TimeGap() {
        super(
                6,
                Phase.IN_ORDER,
                TestInfo.of(
                        "time-gap",
                        "Rows are missing before this one.",
                        "Suspect or fail when the time since the row before, missing values included, is strictly "
                                + "longer. In the reference the first row gets the verdict of the second one.",
                        "QARTOD manuals of scalar quantities, test 1 (timing and gap); "
                                + "reference implementation ioos_qc, time_gap_test."),
                Params.class);
    }

    /**
     * The verdict on a row that is not the first.
     *
     * @param stepMicros time since the row before, microseconds
     */
    public QualityFlag verdict(long stepMicros, Params limits) {
        if (stepMicros > limits.fail() * 1e6) {
            return QualityFlag.FAIL;
        }
        return stepMicros > limits.suspect() * 1e6 ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }

    @Override
    QualityFlag accept(Params parameters, Void state, Row row) {
        return row.isMissing() ? QualityFlag.MISSING : verdict(row.stepMicros, parameters);
    }

    @Override
    boolean decidesBefore(Params parameters) {
        return parameters.firstInherits();
    }

    @Override
    QualityFlag decideBefore(Params parameters, Void state, Row row) {
        return row.second ? verdict(row.stepMicros, parameters) : null;
    }

    @Override
    boolean awaitsNext(Params parameters, int rows, QualityFlag verdict) {
        return rows == 1;
    }
}
