package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.CrossCheckLimits;

/** Flags a value that a peer datastream contradicts. Stateless: the peer's value is a parameter. */
public final class CrossCheck implements QualityTest {

    /** The one instance. */
    public static final CrossCheck TEST = new CrossCheck();

    private static final TestInfo INFO = new TestInfo(
            "cross-check",
            "Two readings of the same place and time contradict one another.",
            "Suspect when a part is larger than its whole (PM2.5 over PM10, dew point over temperature), "
                    + "when nothing passes though something is there (flow 0 with occupancy or speed above 0), or when "
                    + "two channels of one sensor disagree by more than both an absolute and a relative tolerance. Not "
                    + "evaluated when the other value is missing.",
            List.of(
                    new TestInfo.Threshold(
                            "tolerance", "contradictions up to this size are noise", "of the datastream"),
                    new TestInfo.Threshold(
                            "relative", "of twin channels: disagreement up to this share of their mean is noise", "1"),
                    new TestInfo.Threshold(
                            "within",
                            "the other's value counts up to so long away: half the shorter interval",
                            "duration")),
            "QARTOD manuals of scalar quantities, test 9 (multi-variate); "
                    + "twin channels as in the EPA correction of PurpleAir, the others "
                    + "by definition of the quantities.");

    private CrossCheck() {}

    @Override
    public int slot() {
        return 8;
    }

    @Override
    public TestInfo info() {
        return INFO;
    }

    /**
     * The verdict on a value that the other one's value is held against.
     *
     * @param own the value that is judged, in its datastream's unit
     * @param other the other's value at that time; NaN when there is none
     */
    public QualityFlag verdict(CrossCheckLimits limits, double own, double other) {
        double tolerance = limits.tolerance();
        return switch (limits.kind()) {
            case PART_OF -> partOfWhole(own, other, tolerance);
            case WHOLE_OF -> verdict(own, other, other - own > tolerance);
            case PASSAGE_OF -> nothingPasses(own, other, tolerance);
            case PRESENCE_AT -> verdict(own, other, other == 0 && own > tolerance);
            case TWIN_OF -> twins(own, other, tolerance, limits.relative());
        };
    }

    /** Whether a part, such as PM2.5 or the dew point, is above its whole, such as PM10 or the temperature. */
    public QualityFlag partOfWhole(double part, double whole, double tolerance) {
        return verdict(part, whole, part - whole > tolerance);
    }

    /** Whether a flow is 0 though occupancy or speed is above a tolerance. */
    public QualityFlag nothingPasses(double flow, double occupancyOrSpeed, double tolerance) {
        return verdict(flow, occupancyOrSpeed, flow == 0 && occupancyOrSpeed > tolerance);
    }

    /** Whether two channels of one sensor differ by more than the tolerance and by more than a share of their mean. */
    public QualityFlag twins(double own, double other, double tolerance, double relative) {
        double difference = Math.abs(own - other);
        return verdict(own, other, difference > tolerance && difference > relative * Math.abs(own + other) / 2);
    }

    private static QualityFlag verdict(double own, double other, boolean contradicts) {
        if (!Double.isFinite(own)) {
            return QualityFlag.MISSING;
        }
        if (!Double.isFinite(other)) {
            return QualityFlag.NOT_EVALUATED;
        }
        return contradicts ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }
}
