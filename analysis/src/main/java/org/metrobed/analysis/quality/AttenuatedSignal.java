package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.AttenuatedSignalLimits;

/** Flags a row whose recent values vary too little. The earlier values are in an {@link AttenuatedSignalState}. */
public final class AttenuatedSignal implements QualityTest {

    /** The one instance. */
    public static final AttenuatedSignal TEST = new AttenuatedSignal();

    private static final TestInfo INFO = new TestInfo(
            "attenuated-signal",
            "The values vary less than the signal does by nature, as behind a dirty or loose sensor.",
            "Population standard deviation, or range, of the valid values of the period that ends with the "
                    + "row, its begin excluded. Fail when strictly below fail, else suspect when strictly below "
                    + "suspect. Not evaluated with fewer valid values than asked for, nor, for the range, with a "
                    + "missing value inside.",
            List.of(
                    new TestInfo.Threshold("suspect", "a smaller spread is suspect", "of the datastream"),
                    new TestInfo.Threshold("fail", "a smaller spread fails", "of the datastream"),
                    new TestInfo.Threshold("period", "length of the window", "seconds"),
                    new TestInfo.Threshold("min-observations", "fewer valid values give no verdict", "rows"),
                    new TestInfo.Threshold("check", "std or range", "a word")),
            "QARTOD manuals of scalar quantities, test 10; reference implementation ioos_qc, attenuated_signal_test.");

    private AttenuatedSignal() {}

    @Override
    public int slot() {
        return 4;
    }

    @Override
    public TestInfo info() {
        return INFO;
    }

    /** The verdict on a row, in the datastream's unit, which the state takes in; what is not finite is missing. */
    public QualityFlag accept(
            AttenuatedSignalState state, long timeMicros, double value, AttenuatedSignalLimits limits) {
        Spread spread = state.spread(limits.check());
        spread.forget(timeMicros - limits.periodMicros());
        if (!Double.isFinite(value)) {
            spread.addMissing(timeMicros);
            return QualityFlag.MISSING;
        }
        spread.add(timeMicros, value, limits.maxRows(), limits.minObservations());
        if (spread.observations() < limits.minObservations() || !spread.isKnown()) {
            return QualityFlag.NOT_EVALUATED;
        }
        return verdict(spread, limits);
    }

    /**
     * The verdict on a whole series, whose valid values are one window; for a collected series only. The period and the
     * least number of values do not count.
     *
     * @param values what is not finite is missing
     */
    public QualityFlag verdictOnSeries(List<Double> values, AttenuatedSignalLimits limits) {
        Spread spread = new AttenuatedSignalState().spread(limits.check());
        int found = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                spread.add(0, value, Integer.MAX_VALUE, 1);
                found++;
            }
        }
        return found == 0 ? QualityFlag.MISSING : verdict(spread, limits);
    }

    private static QualityFlag verdict(Spread spread, AttenuatedSignalLimits limits) {
        if (spread.isBelow(limits.fail())) {
            return QualityFlag.FAIL;
        }
        return spread.isBelow(limits.suspect()) ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }
}
