package org.metrobed.analysis.quality;

import java.util.Optional;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.params.AnyOf;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Flags a value that differs from both of its neighbours. Stateless: the neighbours are passed in. */
public final class Spike extends QualityTest<Spike.Params, Void> {

    /** The one instance. */
    public static final Spike TEST = new Spike();

    /**
     * The parameters. Immutable.
     *
     * @param suspect a larger spike is suspect, in the datastream's unit; 0 or NaN switches this level off
     * @param fail a larger spike fails, in the datastream's unit; 0 or NaN switches this level off
     * @param method the measure of a spike's size
     */
    @AnyOf({"suspect", "fail"})
    public record Params(
            @Param(
                    tag = 1,
                    name = "suspect",
                    unit = Unit.DATASTREAM,
                    positive = true,
                    optional = true,
                    doc = "a larger spike is suspect; none: no such level")
            double suspect,

            @Param(
                    tag = 2,
                    name = "fail",
                    unit = Unit.DATASTREAM,
                    positive = true,
                    optional = true,
                    doc = "a larger spike fails; none: no such level")
            double fail,

            @Param(tag = 3, name = "method", or = "average", doc = "measure of the size of a spike")
            Method method)
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

    /** The measure of a spike's size. */
    public enum Method {
        /** Distance from the mean of both neighbours. */
        AVERAGE,
        /** The smaller distance from a neighbour, if both neighbours are on the same side. */
        DIFFERENTIAL
    }

    private Spike() {
        super(
                1,
                Phase.DECIDED_BY_NEXT,
                TestInfo.of(
                        "spike",
                        "The value stands out from the row before and the row after it.",
                        "Average: the distance from the mean of both neighbours. Differential: the smaller distance"
                                + " from "
                                + "a neighbour, where both neighbours lie on the same side, else 0. Of a direction, distances are the"
                                + " shorter way around. Fail when"
                                + " strictly above fail, "
                                + "else suspect when strictly above suspect. Not evaluated for the first and the"
                                + " newest row and "
                                + "beside a missing one. So the verdict on a row is known when the next row arrives.",
                        "QARTOD manuals of scalar quantities, test 6; reference implementation ioos_qc, spike_test."),
                Params.class);
    }

    /**
     * The verdict on a row whose neighbours are known, in the datastream's unit; a value that is not finite is missing.
     *
     * @param before the value of the row before
     * @param after the value of the row after
     */
    public QualityFlag verdict(double before, double value, double after, Params limits) {
        if (!Double.isFinite(value)) {
            return QualityFlag.MISSING;
        }
        double size = limits.method() == Method.AVERAGE
                ? Math.abs(value - (before + after) / 2)
                : differential(value - before, after - value);
        if (!Double.isFinite(before) || !Double.isFinite(after) || isUnknown(size, before, after, limits)) {
            return QualityFlag.NOT_EVALUATED;
        }
        if (isAbove(size, limits.fail())) {
            return QualityFlag.FAIL;
        }
        return isAbove(size, limits.suspect()) ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }

    private static double differential(double up, double down) {
        return up * down >= 0 ? 0 : Math.min(Math.abs(up), Math.abs(down));
    }

    /** If a number overflows, there is no mean and no difference. */
    private static boolean isUnknown(double size, double before, double after, Params limits) {
        return limits.method() == Method.AVERAGE ? Double.isInfinite(before + after) : Double.isInfinite(size);
    }

    private static boolean isAbove(double size, double threshold) {
        return threshold != 0 && size > threshold;
    }

    @Override
    QualityFlag decideBefore(Params parameters, Void state, Row row) {
        double before = row.scale.near(row.twoBefore, row.before);
        return verdict(before, row.before, row.scale.near(row.value, row.before), parameters);
    }

    @Override
    boolean decidesBefore(Params parameters) {
        return true;
    }
}
