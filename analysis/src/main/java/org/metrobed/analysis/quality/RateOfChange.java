package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.RateOfChangeLimits;

/** Flags a value that changed faster than is possible. Stateless: the row before is a parameter. */
public final class RateOfChange implements QualityTest {

    /** The one instance. */
    public static final RateOfChange TEST = new RateOfChange();

    private static final TestInfo INFO = new TestInfo(
            "rate-of-change",
            "The value changed faster since the row before than the place or the sensor can.",
            "The change divided by the time since the row before, in whole seconds and at least one; exact "
                    + "time where a sensor reads many times a second. Fail when strictly above fail, else suspect when "
                    + "strictly above suspect. The first row and the row after a missing one are good.",
            List.of(
                    new TestInfo.Threshold("suspect", "a faster change is suspect", "of the datastream, per second"),
                    new TestInfo.Threshold("fail", "a faster change fails", "of the datastream, per second"),
                    new TestInfo.Threshold(
                            "whole-seconds",
                            "whether time is counted in whole seconds, as in the reference",
                            "true or false")),
            "QARTOD manuals of scalar quantities, test 7; reference implementation ioos_qc, rate_of_change_test.");

    private RateOfChange() {}

    @Override
    public int slot() {
        return 2;
    }

    @Override
    public TestInfo info() {
        return INFO;
    }

    /**
     * The verdict on a row, in the datastream's unit; what is not finite is missing.
     *
     * @param stepMicros time since the row before, microseconds
     * @param before the value of the row before; NaN when it is missing or there is none
     */
    public QualityFlag verdict(long stepMicros, double before, double value, RateOfChangeLimits limits) {
        if (!Double.isFinite(value)) {
            return QualityFlag.MISSING;
        }
        if (!Double.isFinite(before)) {
            return QualityFlag.GOOD;
        }
        double seconds = limits.wholeSeconds() ? wholeSeconds(stepMicros) : stepMicros / 1e6;
        if (seconds == 0) {
            return QualityFlag.NOT_EVALUATED;
        }
        double rate = Math.abs((value - before) / seconds);
        if (rate > limits.fail()) {
            return QualityFlag.FAIL;
        }
        return rate > limits.suspect() ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }

    private static double wholeSeconds(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        return seconds == 0 ? 1 : seconds;
    }
}
