package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.params.AnyOf;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Flags a row if its recent values vary too little. The values before are in an {@link AttenuatedSignalState}. */
public final class AttenuatedSignal extends QualityTest<AttenuatedSignal.Params, AttenuatedSignalState> {

    /** The one instance. */
    public static final AttenuatedSignal TEST = new AttenuatedSignal();

    /** Largest number of rows in a window that a bundle states. */
    private static final int MOST_ROWS = 3_600;

    /**
     * The parameters. Immutable.
     *
     * @param suspect a smaller spread is suspect, in the datastream's unit
     * @param fail a smaller spread fails, in the datastream's unit
     * @param over length of the window that ends with the row, seconds
     * @param atLeast if the window has fewer valid values, there is no verdict
     * @param check the measure of spread
     * @param maxRows the largest number of rows of a window that are kept; if it has more, the newest are judged
     */
    @AnyOf({"suspect", "fail"})
    public record Params(
            @Param(
                    tag = 1,
                    name = "suspect",
                    unit = Unit.DATASTREAM,
                    positive = true,
                    optional = true,
                    doc = "a smaller spread is suspect")
            double suspect,

            @Param(
                    tag = 2,
                    name = "fail",
                    unit = Unit.DATASTREAM,
                    positive = true,
                    optional = true,
                    doc = "a smaller spread fails")
            double fail,

            @Param(tag = 3, name = "over", unit = Unit.SECONDS, doc = "length of the window")
            double over,

            @Param(
                    tag = 4,
                    name = "at-least",
                    unit = Unit.ROWS,
                    min = "2",
                    max = "3600",
                    or = "2",
                    doc = "fewer valid values give no verdict")
            int atLeast,

            @Param(tag = 5, name = "check", or = "std", doc = "which spread: standard deviation or range")
            Check check,

            @Param(tag = 6, or = "3600") int maxRows)
            implements TestParams {

        /** @throws IllegalArgumentException if the window is not above 0 or {@code maxRows} is below 1 */
        public Params {
            Objects.requireNonNull(check, "check");
            if (!(over > 0) || Double.isInfinite(over)) {
                throw new IllegalArgumentException("period is " + over + " s, must be above 0");
            }
            if (maxRows < 1 || atLeast > maxRows) {
                throw new IllegalArgumentException(
                        "at least " + Math.max(1, atLeast) + " rows of a window must be remembered, not " + maxRows);
            }
        }

        /** Length of the window, microseconds. */
        public long overMicros() {
            return Math.round(over * 1e6);
        }

        @Override
        public int slot() {
            return TEST.slot();
        }

        @Override
        public Optional<String> findFault() {
            return Levels.falling(suspect, fail);
        }

        @Override
        public Optional<String> findFault(long intervalMicros) {
            return overMicros() / intervalMicros <= MOST_ROWS
                    ? Optional.empty()
                    : Optional.of("does not fit: 'over' must not hold more than " + MOST_ROWS + " intervals");
        }
    }

    /** The measure of spread. */
    public enum Check {
        /** Population standard deviation. */
        STD,
        /** Largest minus smallest value. */
        RANGE
    }

    private AttenuatedSignal() {
        super(
                4,
                Phase.IN_ORDER,
                TestInfo.of(
                        "attenuated-signal",
                        "The values vary less than the signal does by nature, as behind a dirty or loose sensor.",
                        "Population standard deviation, or range, of the valid values of the period that ends with the "
                                + "row, its begin excluded; directions are first unrolled, each the shorter way from the one before. Fail when strictly below fail, else suspect when strictly below "
                                + "suspect. Not evaluated with fewer valid values than asked for, nor, for the range, with a "
                                + "missing value inside.",
                        "QARTOD manuals of scalar quantities, test 10; reference implementation ioos_qc, attenuated_signal_test."),
                Params.class);
    }

    /**
     * The verdict on a row whose values lie on a line, in the datastream's unit. The row is added to the state. A value that is not finite is
     * missing.
     */
    public QualityFlag accept(AttenuatedSignalState state, long timeMicros, double value, Params limits) {
        return accept(state, timeMicros, value, limits, Scale.LINE);
    }

    private static QualityFlag accept(
            AttenuatedSignalState state, long timeMicros, double value, Params limits, Scale scale) {
        Spread spread = state.spread(limits.check());
        spread.forget(timeMicros - limits.overMicros());
        if (!Double.isFinite(value)) {
            spread.addMissing(timeMicros);
            return QualityFlag.MISSING;
        }
        spread.add(timeMicros, scale.near(value, spread.newest()), limits.maxRows(), limits.atLeast());
        if (spread.observations() < limits.atLeast() || !spread.isKnown()) {
            return QualityFlag.NOT_EVALUATED;
        }
        return verdict(spread, limits);
    }

    /**
     * The verdict on a whole series, whose valid values are one window; for a collected series only. The window length
     * and the least number of values are ignored.
     *
     * @param values a value that is not finite is missing
     */
    public QualityFlag verdictOnSeries(List<Double> values, Params limits) {
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

    private static QualityFlag verdict(Spread spread, Params limits) {
        if (spread.isBelow(limits.fail())) {
            return QualityFlag.FAIL;
        }
        return spread.isBelow(limits.suspect()) ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }

    @Override
    QualityFlag accept(Params parameters, AttenuatedSignalState state, Row row) {
        return accept(state, row.timeMicros, row.value, parameters, row.scale);
    }

    @Override
    AttenuatedSignalState newState() {
        return new AttenuatedSignalState();
    }

    @Override
    void writeState(AttenuatedSignalState state, DataOutput out) throws IOException {
        state.write(out);
    }

    @Override
    AttenuatedSignalState readState(DataInput in) throws IOException {
        return AttenuatedSignalState.read(in);
    }
}
