package org.metrobed.analysis.quality;

import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.params.AnyOf;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Flags a value that another datastream of the same thing contradicts. Stateless: the other value is passed in. */
public final class CrossCheck extends QualityTest<CrossCheck.Params, Void> {

    /** The one instance. */
    public static final CrossCheck TEST = new CrossCheck();

    /**
     * One check against another property of the same thing, as a bundle states it. Exactly one of the first five
     * parameters names the other property; the rest are empty. Immutable.
     *
     * @param partOf the whole; empty: not this kind
     * @param wholeOf the part; empty: not this kind
     * @param passageOf the occupancy or speed; empty: not this kind
     * @param presenceAt the flow; empty: not this kind
     * @param twinOf the other channel; empty: not this kind
     * @param tolerance differences up to this size are noise, in the unit of this datastream; for {@code passageOf},
     *     of the other
     * @param relative for twins: a difference up to this fraction of their mean is noise
     */
    @AnyOf(
            value = {"part-of", "whole-of", "passage-of", "presence-at", "twin-of"},
            onlyOne = true)
    public record Params(
            @Param(
                    tag = 1,
                    name = "part-of",
                    unit = Unit.PROPERTY,
                    optional = true,
                    doc = "the datastream of the whole, if this is a part")
            String partOf,

            @Param(
                    tag = 2,
                    name = "whole-of",
                    unit = Unit.PROPERTY,
                    optional = true,
                    doc = "the datastream of the part, if this is the whole")
            String wholeOf,

            @Param(
                    tag = 3,
                    name = "passage-of",
                    unit = Unit.PROPERTY,
                    optional = true,
                    doc = "the occupancy or speed that is 0 if nothing passes")
            String passageOf,

            @Param(
                    tag = 4,
                    name = "presence-at",
                    unit = Unit.PROPERTY,
                    optional = true,
                    doc = "the flow that is above 0 if something is there")
            String presenceAt,

            @Param(
                    tag = 5,
                    name = "twin-of",
                    unit = Unit.PROPERTY,
                    optional = true,
                    doc = "the other channel of the same sensor")
            String twinOf,

            @Param(
                    tag = 6,
                    name = "tolerance",
                    unit = Unit.DATASTREAM,
                    min = "0",
                    or = "0",
                    doc = "differences up to this size are noise")
            double tolerance,

            @Param(
                    tag = 7,
                    name = "relative",
                    unit = Unit.ONE,
                    min = "0",
                    or = "0",
                    beside = "twin-of",
                    doc = "of twin channels: disagreement up to this share of their mean is noise")
            double relative)
            implements TestParams {

        @Override
        public int slot() {
            return TEST.slot();
        }
    }

    private CrossCheck() {
        super(
                8,
                Phase.WITH_OTHERS,
                TestInfo.of(
                        "cross-check",
                        "Two readings of the same place and time contradict one another.",
                        "Suspect when a part is larger than its whole (PM2.5 over PM10, dew point over temperature), "
                                + "when nothing passes though something is there (flow 0 with occupancy or speed"
                                + " above 0), or when "
                                + "two channels of one sensor disagree by more than both an absolute and a relative"
                                + " tolerance (directions: by more than the absolute one, around the circle). The other's "
                                + "value counts up to half the shorter interval away. Not evaluated when it is"
                                + " missing.",
                        "QARTOD manuals of scalar quantities, test 9 (multi-variate); "
                                + "twin channels as in the EPA correction of PurpleAir, the others "
                                + "by definition of the quantities."),
                Params.class);
    }

    @Override
    public Place place() {
        return Place.QUALITY_WITH_OTHERS;
    }

    @Override
    public int listed() {
        return 8;
    }

    /**
     * The verdict on a value that is checked against the other value.
     *
     * @param own the value that is judged, in its datastream's unit
     * @param stated the other's value at that time; NaN if there is none
     * @param scale how values differ; around the circle there is no share of a mean, so only the tolerance counts
     */
    public QualityFlag verdict(CrossCheckLimits limits, double own, double stated, Scale scale) {
        double tolerance = limits.tolerance();
        double other = scale.near(stated, own);
        return switch (limits.kind()) {
            case PART_OF -> partOfWhole(own, other, tolerance);
            case WHOLE_OF -> verdict(own, other, other - own > tolerance);
            case PASSAGE_OF -> nothingPasses(own, other, tolerance);
            case PRESENCE_AT -> verdict(own, other, other == 0 && own > tolerance);
            case TWIN_OF -> twins(own, other, tolerance, scale == Scale.LINE ? limits.relative() : 0);
        };
    }

    /** Whether a part, such as PM2.5 or the dew point, is above its whole, such as PM10 or the temperature. */
    public QualityFlag partOfWhole(double part, double whole, double tolerance) {
        return verdict(part, whole, part - whole > tolerance);
    }

    /** Whether a flow is 0 although occupancy or speed is above a tolerance. */
    public QualityFlag nothingPasses(double flow, double occupancyOrSpeed, double tolerance) {
        return verdict(flow, occupancyOrSpeed, flow == 0 && occupancyOrSpeed > tolerance);
    }

    /**
     * Whether two channels of one sensor differ by more than the tolerance and by more than a fraction of their mean.
     */
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
