package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.Span;
import org.metrobed.model.params.AnyOf;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Flags a value that has not changed for too long. What came before is in a {@link FlatLineState}. */
public final class FlatLine extends QualityTest<FlatLine.Params, FlatLineState> {

    /** The one instance. */
    public static final FlatLine TEST = new FlatLine();

    /** A gap of so many intervals begins a flat line anew, when nothing is said of it. */
    private static final int GAP_INTERVALS = 5;
    /** A flat line has at least so many intervals: fewer would be any row. */
    private static final int LEAST_INTERVALS = 2;

    private static final double MICROS = 1e6;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    /**
     * Its parameters. Immutable.
     *
     * @param suspect values within tolerance for this long are suspect, seconds; infinite: never
     * @param fail values within tolerance for this long fail, seconds; infinite: never
     * @param tolerance values whose range is smaller count as unchanged, in the datastream's unit; NaN: equal ones; 0 switches the
     *     test off
     * @param gap a longer time between two rows begins anew, seconds; infinite: never; {@link #at} makes it five
     *     intervals
     * @param except what holds instead while all values lie in a span; null: nothing
     * @param twoValues whether one value alone in its window, after an outage, passes; not so in the reference
     */
    @AnyOf({"suspect", "fail"})
    public record Params(
            @Param(
                    tag = 1,
                    name = "suspect",
                    unit = Unit.SECONDS,
                    optional = true,
                    doc = "unchanged for this long is suspect")
            double suspect,

            @Param(tag = 2, name = "fail", unit = Unit.SECONDS, optional = true, doc = "unchanged for this long fails")
            double fail,

            @Param(
                    tag = 3,
                    name = "tolerance",
                    unit = Unit.DATASTREAM,
                    positive = true,
                    optional = true,
                    none = "equal",
                    doc = "values that differ by less are unchanged; none: equal ones")
            double tolerance,

            @Param(
                    tag = 4,
                    name = "gap",
                    unit = Unit.SECONDS,
                    optional = true,
                    none = "five intervals",
                    doc = "a longer time between two rows begins anew")
            double gap,

            @Param(tag = 5, name = "except", optional = true, doc = "what holds instead for some values")
            Except except,

            @Param(tag = 6, or = "true") boolean twoValues)
            implements TestParams {

        /** Those of the reference: a gap does not begin anew, one value alone may be flat, and no value is exempt. */
        public static Params ofReference(double suspect, double fail, double tolerance) {
            return new Params(suspect, fail, tolerance, NEVER, null, false);
        }

        /** With a gap in seconds, and nothing exempt. */
        public static Params ofGap(double suspect, double fail, double tolerance, double gap) {
            return new Params(suspect, fail, tolerance, gap, null, true);
        }

        /** This with other thresholds within a span. */
        public Params withExcept(Except other) {
            return new Params(suspect, fail, tolerance, gap, other, twoValues);
        }

        /** How many rows before the newest one must be unchanged to be suspect. */
        public long suspectCount(long intervalMicros) {
            return FlatLine.count(suspect, intervalMicros);
        }

        /** How many rows before the newest one must be unchanged to fail. */
        public long failCount(long intervalMicros) {
            return FlatLine.count(fail, intervalMicros);
        }

        @Override
        public int slot() {
            return TEST.slot();
        }

        @Override
        public Optional<String> findFault() {
            return Levels.rising(suspect, fail);
        }

        @Override
        public Optional<String> findFault(long intervalMicros) {
            double least = LEAST_INTERVALS * intervalMicros / MICROS;
            boolean fits = suspect >= least
                    && fail >= least
                    && (except == null || (except.suspect() >= least && except.fail() >= least));
            return fits ? Optional.empty() : Optional.of("does not fit: must last at least two intervals");
        }

        @Override
        public Params at(long intervalMicros) {
            double known = Double.isInfinite(gap) ? GAP_INTERVALS * intervalMicros / MICROS : gap;
            return new Params(suspect, fail, tolerance, known, except, twoValues);
        }
    }

    /**
     * What holds while all values lie in a span: zeros and small counts, saturated humidity. Immutable.
     *
     * @param span of the values, in the datastream's unit
     * @param suspect unchanged for this long is suspect, seconds; infinite: never
     * @param fail unchanged for this long fails, seconds; infinite: never
     */
    public record Except(
            @Param(
                    tag = 1,
                    name = "span",
                    unit = Unit.DATASTREAM,
                    point = true,
                    doc = "while all values lie in it, the two thresholds beside it hold")
            Span span,

            @Param(
                    tag = 2,
                    name = "suspect",
                    unit = Unit.SECONDS,
                    optional = true,
                    doc = "suspect after this long in that span; none: never")
            double suspect,

            @Param(
                    tag = 3,
                    name = "fail",
                    unit = Unit.SECONDS,
                    optional = true,
                    doc = "fail after this long in that span; none: never")
            double fail) {}

    private static final long SECOND_MICROS = 1_000_000;
    /** Longer thresholds, 100 years, never come into question. */
    private static final double NEVER_SECONDS = 3.2e9;

    private FlatLine() {
        super(
                3,
                Phase.IN_ORDER,
                TestInfo.of(
                        "flat-line",
                        "The value has not changed for longer than it does by nature.",
                        "A threshold divided by the interval of the datastream gives a number of rows; when the valid "
                                + "values of so many rows before the newest, and of the newest, differ by less than the tolerance, "
                                + "the row fails or is suspect. Beyond the reference we ask for two valid values, begin anew after "
                                + "a gap, and give values of an exempt span (zeros and small counts, saturated humidity) "
                                + "thresholds of their own.",
                        "QARTOD manuals of scalar quantities, test 8; "
                                + "reference implementation ioos_qc, flat_line_test. Exempt spans: false "
                                + "positives that were measured on city recordings."),
                Params.class);
    }

    /**
     * The verdict on a row, in the datastream's unit, which the state takes in; what is not finite is missing.
     *
     * @param intervalMicros expected time between rows, microseconds
     */
    public QualityFlag accept(FlatLineState state, long timeMicros, double value, Params limits, long intervalMicros) {
        boolean missing = !Double.isFinite(value);
        double tolerance = Double.isNaN(limits.tolerance()) ? Double.MIN_VALUE : limits.tolerance();
        if (!(tolerance > 0)) {
            return missing ? QualityFlag.MISSING : QualityFlag.GOOD;
        }
        state.next(timeMicros, limits.gap());
        state.forgetBeyond(longestCount(limits, intervalMicros));
        if (missing) {
            return QualityFlag.MISSING;
        }
        state.add(value, tolerance);
        boolean exempt = limits.except() != null && state.liesIn(limits.except().span());
        double failSeconds = exempt ? limits.except().fail() : limits.fail();
        if (isFlat(state, count(failSeconds, intervalMicros), limits)) {
            return QualityFlag.FAIL;
        }
        double suspectSeconds = exempt ? limits.except().suspect() : limits.suspect();
        return isFlat(state, count(suspectSeconds, intervalMicros), limits) ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }

    private static boolean isFlat(FlatLineState state, long count, Params limits) {
        return state.length() >= count && (!limits.twoValues() || state.rowsSincePreviousValue() <= count);
    }

    /** How many rows before the newest one the test looks back at most. */
    private static long longestCount(Params limits, long intervalMicros) {
        long longest =
                Math.max(finiteCount(limits.suspect(), intervalMicros), finiteCount(limits.fail(), intervalMicros));
        if (limits.except() != null) {
            longest = Math.max(longest, finiteCount(limits.except().suspect(), intervalMicros));
            longest = Math.max(longest, finiteCount(limits.except().fail(), intervalMicros));
        }
        return longest;
    }

    /** The reference drops fractions of a second of the threshold, and then of the quotient. */
    private static long count(double seconds, long intervalMicros) {
        if (!(seconds < NEVER_SECONDS)) {
            return Long.MAX_VALUE;
        }
        boolean wholeSeconds = intervalMicros % SECOND_MICROS == 0;
        long micros = wholeSeconds ? ((long) seconds) * SECOND_MICROS : Math.round(seconds * SECOND_MICROS);
        return micros / intervalMicros;
    }

    private static long finiteCount(double seconds, long intervalMicros) {
        long count = count(seconds, intervalMicros);
        return count == Long.MAX_VALUE ? 0 : count;
    }

    @Override
    QualityFlag accept(Params parameters, FlatLineState state, Row row) {
        return accept(state, row.timeMicros, row.value, parameters, row.intervalMicros);
    }

    @Override
    FlatLineState newState() {
        return new FlatLineState();
    }

    @Override
    void writeState(FlatLineState state, DataOutput out) throws IOException {
        state.write(out);
    }

    @Override
    FlatLineState readState(DataInput in) throws IOException {
        return FlatLineState.read(in);
    }
}
