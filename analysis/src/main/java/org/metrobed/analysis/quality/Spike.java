package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.SpikeLimits;

/** Flags a value that differs from both of its adjacent values. Stateless: the adjacent values are parameters. */
public final class Spike implements QualityTest {

    /** The one instance. */
    public static final Spike TEST = new Spike();

    private static final TestInfo INFO = new TestInfo(
            "spike",
            "The value stands out from the row before and the row after it.",
            "Average: the distance from the mean of both neighbours. Differential: the smaller distance from "
                    + "a neighbour, where both neighbours lie on the same side, else 0. Fail when strictly above fail, "
                    + "else suspect when strictly above suspect. Not evaluated for the first and the newest row and "
                    + "beside a missing one; so the verdict on a row comes with the next one.",
            List.of(
                    new TestInfo.Threshold(
                            "suspect",
                            "a larger spike is suspect; 0 or none switches this level off",
                            "of the datastream"),
                    new TestInfo.Threshold(
                            "fail", "a larger spike fails; 0 or none switches this level off", "of the datastream"),
                    new TestInfo.Threshold("method", "average or differential", "a word")),
            "QARTOD manuals of scalar quantities, test 6; reference implementation ioos_qc, spike_test.");

    private Spike() {}

    @Override
    public int slot() {
        return 1;
    }

    @Override
    public TestInfo info() {
        return INFO;
    }

    /**
     * The verdict on a row whose neighbours are known, in the datastream's unit; what is not finite is missing.
     *
     * @param before the value of the row before
     * @param after the value of the row after
     */
    public QualityFlag verdict(double before, double value, double after, SpikeLimits limits) {
        if (!Double.isFinite(value)) {
            return QualityFlag.MISSING;
        }
        double size = limits.method() == SpikeLimits.Method.AVERAGE
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

    /** Beyond the largest number there is no mean and no difference. */
    private static boolean isUnknown(double size, double before, double after, SpikeLimits limits) {
        return limits.method() == SpikeLimits.Method.AVERAGE
                ? Double.isInfinite(before + after)
                : Double.isInfinite(size);
    }

    private static boolean isAbove(double size, double threshold) {
        return threshold != 0 && size > threshold;
    }
}
