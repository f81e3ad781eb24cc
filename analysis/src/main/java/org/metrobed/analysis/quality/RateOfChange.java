package org.metrobed.analysis.quality;

import java.util.Optional;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.params.AnyOf;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Flags a value that changed faster than is possible. Stateless: the row before is passed in. */
public final class RateOfChange extends QualityTest<RateOfChange.Params, Void> {

    /** The one instance. */
    public static final RateOfChange TEST = new RateOfChange();

    /**
     * The parameters. Immutable.
     *
     * @param suspect a faster change is suspect, in the datastream's unit per {@code per}; NaN: none
     * @param fail a faster change fails, in the same unit; NaN: none
     * @param per the time unit of suspect and fail, seconds, above 0
     * @param subSecond false, as in the reference: time is counted in whole seconds, at least one; true, for sensors
     *     with many readings a second: exact time
     * @param afterInfinite true, as in the reference: the change from an infinite value is infinitely fast
     */
    @AnyOf({"suspect", "fail"})
    public record Params(
            @Param(
                    tag = 1,
                    name = "suspect",
                    unit = Unit.DATASTREAM_PER,
                    positive = true,
                    optional = true,
                    doc = "a faster change is suspect")
            double suspect,

            @Param(
                    tag = 2,
                    name = "fail",
                    unit = Unit.DATASTREAM_PER,
                    positive = true,
                    optional = true,
                    doc = "a faster change fails")
            double fail,

            @Param(
                    tag = 3,
                    name = "per",
                    unit = Unit.SECONDS,
                    or = "PT1S",
                    doc = "the time to which suspect and fail refer")
            double per,

            @Param(
                    tag = 4,
                    name = "sub-second",
                    or = "false",
                    doc = "whether time is exact; if not, it is in whole seconds as in the reference")
            boolean subSecond,

            @Param(tag = 5, or = "false") boolean afterInfinite)
            implements TestParams {

        /** Parameters with which the row after an infinite value is good, as after a missing one. */
        public Params(double suspect, double fail, double per, boolean subSecond) {
            this(suspect, fail, per, subSecond, false);
        }

        /** Parameters for changes per second. */
        public static Params perSecond(double suspect, double fail, boolean subSecond) {
            return new Params(suspect, fail, 1, subSecond);
        }

        /** A faster change is suspect, units of the datastream per second; NaN: none. */
        public double suspectPerSecond() {
            return suspect / per;
        }

        /** A faster change fails, units of the datastream per second; NaN: none. */
        public double failPerSecond() {
            return fail / per;
        }

        @Override
        public int slot() {
            return TEST.slot();
        }

        @Override
        public Optional<String> findFault() {
            return Levels.rising(suspect, fail);
        }
    }

    private RateOfChange() {
        super(
                2,
                Phase.IN_ORDER,
                TestInfo.of(
                        "rate-of-change",
                        "The value changed faster since the row before than the place or the sensor can.",
                        "The change (of a direction, the shorter way around) divided by the time since the row before, in whole "
                                + "seconds and at least one; exact "
                                + "time where a sensor reads many times a second. Fail when strictly above fail,"
                                + " else suspect when "
                                + "strictly above suspect. The first row and the row after a missing one are good. In the reference the change "
                                + "from an infinite value is infinitely fast.",
                        "QARTOD manuals of scalar quantities, test 7; reference implementation ioos_qc,"
                                + " rate_of_change_test."),
                Params.class);
    }

    /**
     * The verdict on a row, in the datastream's unit; a value that is not finite is missing.
     *
     * @param stepMicros time since the row before, microseconds
     * @param before the value of the row before; NaN if it is missing or there is none
     */
    public QualityFlag verdict(long stepMicros, double before, double value, Params limits) {
        if (!Double.isFinite(value)) {
            return QualityFlag.MISSING;
        }
        if (!Double.isFinite(before)) {
            return QualityFlag.GOOD;
        }
        double seconds = limits.subSecond() ? stepMicros / 1e6 : wholeSeconds(stepMicros);
        if (seconds == 0) {
            return QualityFlag.NOT_EVALUATED;
        }
        return verdict(Math.abs((value - before) / seconds), limits);
    }

    private static QualityFlag verdict(double rate, Params limits) {
        if (rate > limits.failPerSecond()) {
            return QualityFlag.FAIL;
        }
        return rate > limits.suspectPerSecond() ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }

    private static double wholeSeconds(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        return seconds == 0 ? 1 : seconds;
    }

    @Override
    QualityFlag accept(Params parameters, Void state, Row row) {
        if (parameters.afterInfinite() && row.afterInfinite && !row.isMissing()) {
            return verdict(Double.POSITIVE_INFINITY, parameters);
        }
        return verdict(row.stepMicros, row.scale.near(row.before, row.value), row.value, parameters);
    }
}
