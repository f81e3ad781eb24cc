package org.metrobed.analysis.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.metrobed.model.Location;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.params.AnyOf;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Flags a value that differs too much from its neighbours (buddy test). Stateless: their values are passed in. */
public final class Neighbours extends QualityTest<Neighbours.Params, Void> {

    /** The one instance. */
    public static final Neighbours TEST = new Neighbours();

    /**
     * The choice of the neighbours, and the allowed distance from their values, as a bundle states them. Immutable.
     *
     * @param radius the eight nearest datastreams within it are the neighbours, metres
     * @param suspect distance from their median, in spreads; NaN: none
     * @param fail distance from their median, in spreads; NaN: none
     * @param leastSpread in the datastream's unit, above 0
     * @param atLeast if there are fewer values, there is no verdict
     * @param within a neighbour's value counts if its time is at most this far away, seconds; infinite: the interval
     */
    @AnyOf({"suspect", "fail"})
    public record Params(
            @Param(
                    tag = 1,
                    name = "radius",
                    unit = Unit.METRES,
                    max = "100000",
                    doc = "radius in which the eight nearest are the neighbours")
            double radius,

            @Param(
                    tag = 2,
                    name = "suspect",
                    unit = Unit.ONE,
                    positive = true,
                    optional = true,
                    doc = "a distance of more spreads is suspect")
            double suspect,

            @Param(
                    tag = 3,
                    name = "fail",
                    unit = Unit.ONE,
                    positive = true,
                    optional = true,
                    doc = "a distance of more spreads fails; none: never")
            double fail,

            @Param(
                    tag = 4,
                    name = "least-spread",
                    unit = Unit.DATASTREAM,
                    positive = true,
                    doc = "least spread: a smaller spread of the neighbours counts as this one")
            double leastSpread,

            @Param(
                    tag = 5,
                    name = "at-least",
                    unit = Unit.DATASTREAMS,
                    min = "1",
                    max = "8",
                    or = "3",
                    doc = "fewer neighbours with a value give no verdict")
            int atLeast,

            @Param(
                    tag = 6,
                    name = "within",
                    unit = Unit.SECONDS,
                    min = "PT0S",
                    max = "P1D",
                    optional = true,
                    none = "the interval",
                    doc = "longest time between the row and a neighbour's value; none: the interval")
            double within)
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

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;
    /** Converts a median absolute deviation to a standard deviation, for normal noise. */
    private static final double TO_SIGMA = 1.4826;

    private Neighbours() {
        super(
                9,
                Phase.WITH_OTHERS,
                TestInfo.of(
                        "neighbours",
                        "The value lies far from what its neighbours read at the same time.",
                        "Distance from the median of the neighbours' values, measured in their spread (1.4826 times"
                                + " the "
                                + "median absolute deviation, at least a least spread). Suspect when strictly above"
                                + " suspect, fail "
                                + "when strictly above fail. Directions are compared around the circle. Not evaluated with too"
                                + " few neighbours.",
                        "QARTOD manuals of scalar quantities, test 11 (neighbor); "
                                + "after the buddy check of MET Norway titanlib, with median "
                                + "in place of mean."),
                Params.class);
    }

    @Override
    public Place place() {
        return Place.QUALITY_WITH_OTHERS;
    }

    /**
     * The verdict on a value; the order of the neighbours has no influence; a value that is not finite is missing. Directions
     * are put in order about their vector mean; if they have none, there is no verdict.
     *
     * @param scale how values differ
     */
    public QualityFlag verdict(double value, List<Double> neighbours, NeighbourLimits limits, Scale scale) {
        if (!Double.isFinite(value)) {
            return QualityFlag.MISSING;
        }
        List<Double> known = neighbours.stream().filter(Double::isFinite).toList();
        double centre = scale.centre(known);
        if (known.size() < limits.minNeighbours() || Double.isNaN(centre)) {
            return QualityFlag.NOT_EVALUATED;
        }
        double[] others =
                known.stream().mapToDouble(other -> scale.near(other, centre)).toArray();
        double median = median(others);
        double deviation = median(
                Arrays.stream(others).map(other -> Math.abs(other - median)).toArray());
        double distance =
                Math.abs(scale.difference(value, median)) / Math.max(limits.leastSpread(), TO_SIGMA * deviation);
        if (distance > limits.fail()) {
            return QualityFlag.FAIL;
        }
        return distance > limits.suspect() ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }

    /** Distance of two locations on a sphere, metres. */
    public static double distanceMetres(Location a, Location b) {
        double latitude = Math.toRadians(b.latitudeDegrees() - a.latitudeDegrees());
        double longitude = Math.toRadians(b.longitudeDegrees() - a.longitudeDegrees());
        double chord = square(Math.sin(latitude / 2))
                + Math.cos(Math.toRadians(a.latitudeDegrees()))
                        * Math.cos(Math.toRadians(b.latitudeDegrees()))
                        * square(Math.sin(longitude / 2));
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private static double square(double x) {
        return x * x;
    }
}
