package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.Span;
import org.metrobed.model.params.AnyOf;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Flags a value that has not changed for too long. The values before are in a {@link FlatLineState}. */
public final class FlatLine extends QualityTest<FlatLine.Params, FlatLineState> {

    /** The one instance. */
    public static final FlatLine TEST = new FlatLine();

    /** The default gap after which a flat line begins anew, intervals. */
    private static final int GAP_INTERVALS = 5;
    /** Least length of a flat line, intervals; a shorter one would be any row. */
    private static final int LEAST_INTERVALS = 2;

    private static final double MICROS = 1e6;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    /**
     * The parameters. Immutable.
     *
     * @param suspect values within tolerance for this long are suspect, seconds; infinite: never
     * @param fail values within tolerance for this long fail, seconds; infinite: never
     * @param tolerance values with a smaller range count as unchanged, in the datastream's unit; NaN: only equal
     *     values; 0 switches the test off
     * @param gap after a longer time between two rows a flat line begins anew, seconds; infinite: never; {@link #at}
     *     makes it five intervals
     * @param except thresholds that apply instead if all values are in a span; null: none
     * @param twoValues whether a single value in its window, after an outage, passes; false in the reference
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
                    doc = "a longer time between two rows starts the test again")
            double gap,

            @Param(tag = 5, name = "except", optional = true, doc = "other thresholds for some values")
            Except except,

            @Param(tag = 6, or = "true") boolean twoValues)
            implements TestParams {

        /**
         * The parameters of the reference: a gap does not begin anew, a single value may be flat, and no value is
         * exempt.
         */
        public static Params ofReference(double suspect, double fail, double tolerance) {
            return new Params(suspect, fail, tolerance, NEVER, null, false);
        }

        /** With a gap in seconds; no value is exempt. */
        public static Params ofGap(double suspect, double fail, double tolerance, double gap) {
            return new Params(suspect, fail, tolerance, gap, null, true);
        }

        /** These parameters with other thresholds for values in a span. */
        public Params withExcept(Except other) {
            return new Params(suspect, fail, tolerance, gap, other, twoValues);
        }

        /** Number of rows before the newest one that must be unchanged to be suspect. */
        public long suspectCount(long intervalMicros) {
            return FlatLine.count(suspect, intervalMicros);
        }

        /** Number of rows before the newest one that must be unchanged to fail. */
        public long failCount(long intervalMicros) {
            return FlatLine.count(fail, intervalMicros);
        }

        @Override
        public int slot() {
            return TEST.slot();
        }

        @Override
        public List<Span> spans() {
            return except == null ? List.of() : List.of(except.span());
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
     * The thresholds that apply if all values are in a span, such as zeros, small counts or saturated humidity.
     * Immutable.
     *
     * @param span of the values, in the datastream's unit
     * @param suspect values unchanged for this long are suspect, seconds; infinite: never
     * @param fail values unchanged for this long fail, seconds; infinite: never
     */
    public record Except(
            @Param(
                    tag = 1,
                    name = "span",
                    unit = Unit.DATASTREAM,
                    point = true,
                    doc = "if all values lie in it, the two thresholds beside it apply")
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
    /** Thresholds of 100 years and more are never reached. */
    private static final double NEVER_SECONDS = 3.2e9;

    private FlatLine() {
        super(
                3,
                Phase.IN_ORDER,
                TestInfo.of(
                        "flat-line",
                        "The value has not changed for longer than it does by nature.",
                        "A threshold divided by the interval of the datastream gives a number of rows; when the valid "
                                + "values of so many rows before the newest, and of the newest, differ by less than"
                                + " the tolerance (directions: lie on an arc below it), "
                                + "the row fails or is suspect. Unlike the reference we require two valid values,"
                                + " start again after "
                                + "a gap, and give values of an exempt span (zeros and small counts, saturated"
                                + " humidity) "
                                + "thresholds of their own.",
                        "QARTOD manuals of scalar quantities, test 8; "
                                + "reference implementation ioos_qc, flat_line_test. Exempt spans: false "
                                + "positives that were measured on city recordings."),
                Params.class);
    }

    /**
     * The verdict on a row whose values lie on a line, in the datastream's unit. The row is added to the state. A value that is not finite is
     * missing.
     *
     * @param intervalMicros expected time between rows, microseconds
     */
    public QualityFlag accept(FlatLineState state, long timeMicros, double value, Params limits, long intervalMicros) {
        return accept(state, timeMicros, value, limits, intervalMicros, Scale.LINE);
    }

    private static QualityFlag accept(
            FlatLineState state, long timeMicros, double value, Params limits, long intervalMicros, Scale scale) {
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
        state.add(scale.near(value, state.newest()), tolerance);
        boolean exempt = limits.except() != null && state.liesIn(limits.except().span(), scale);
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

    /** Largest number of rows before the newest one that the test needs. */
    private static long longestCount(Params limits, long intervalMicros) {
        long longest =
                Math.max(finiteCount(limits.suspect(), intervalMicros), finiteCount(limits.fail(), intervalMicros));
        if (limits.except() != null) {
            longest = Math.max(longest, finiteCount(limits.except().suspect(), intervalMicros));
            longest = Math.max(longest, finiteCount(limits.except().fail(), intervalMicros));
        }
        return longest;
    }

    /** The reference truncates the threshold to whole seconds, and then truncates the quotient. */
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
        return accept(state, row.timeMicros, row.value, parameters, row.intervalMicros, row.scale);
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
