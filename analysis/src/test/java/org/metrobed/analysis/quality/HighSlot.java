package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;

/** A quality test in any slot: fails a row that is below one before it. It remembers the highest value. Stateless. */
final class HighSlot extends QualityTest<HighSlot.Params, double[]> {

    /**
     * The parameters. Immutable.
     *
     * @param slot of the test
     */
    record Params(@Param(tag = 1) int slot) implements TestParams {}

    /** In this slot. */
    HighSlot(int slot) {
        super(
                slot,
                Phase.IN_ORDER,
                TestInfo.of("high-slot", "The value fell.", "Fail when a row before it was higher.", "none"),
                Params.class);
    }

    /** The configuration with this test, too. */
    QualityConfig with(QualityConfig config) {
        return config.with(new Params(slot()));
    }

    @Override
    double[] newState() {
        return new double[] {Double.NEGATIVE_INFINITY};
    }

    @Override
    void writeState(double[] state, DataOutput out) throws IOException {
        out.writeDouble(state[0]);
    }

    @Override
    double[] readState(DataInput in) throws IOException {
        return new double[] {in.readDouble()};
    }

    @Override
    QualityFlag accept(Params parameters, double[] state, Row row) {
        if (row.isMissing()) {
            return QualityFlag.MISSING;
        }
        boolean fell = row.value < state[0];
        state[0] = Math.max(state[0], row.value);
        return fell ? QualityFlag.FAIL : QualityFlag.GOOD;
    }
}
