package org.metrobed.analysis.quality;

import java.util.Arrays;
import java.util.List;
import org.metrobed.model.Location;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.NeighbourLimits;

/**
 * Flags a value that differs from those of its neighbours (buddy test). Stateless: the neighbours' values are a
 * parameter.
 */
public final class Neighbours implements QualityTest {

    /** The one instance. */
    public static final Neighbours TEST = new Neighbours();

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;
    /** Makes a median absolute deviation a standard deviation, for normal noise. */
    private static final double TO_SIGMA = 1.4826;

    private static final TestInfo INFO = new TestInfo(
            "neighbours",
            "The value lies far from what its neighbours read at the same time.",
            "Distance from the median of the neighbours' values, measured in their spread (1.4826 times the "
                    + "median absolute deviation, at least a least spread). Suspect when strictly above suspect, fail "
                    + "when strictly above fail. Not evaluated with too few neighbours.",
            List.of(
                    new TestInfo.Threshold("suspect", "a distance of more spreads is suspect", "1"),
                    new TestInfo.Threshold("fail", "a distance of more spreads fails; none: never", "1"),
                    new TestInfo.Threshold(
                            "least-spread",
                            "neighbours that agree better count as if they spread so much",
                            "of the datastream"),
                    new TestInfo.Threshold("at-least", "fewer neighbours with a value give no verdict", "datastreams"),
                    new TestInfo.Threshold("within", "a value of a neighbour counts up to so long away", "duration"),
                    new TestInfo.Threshold("radius", "the eight nearest within it are the neighbours", "km or m")),
            "QARTOD manuals of scalar quantities, test 11 (neighbor); "
                    + "after the buddy check of MET Norway titanlib, with median "
                    + "in place of mean.");

    private Neighbours() {}

    @Override
    public int slot() {
        return 9;
    }

    @Override
    public TestInfo info() {
        return INFO;
    }

    /** The verdict on a value; the order of the neighbours has no influence, what is not finite is missing. */
    public QualityFlag verdict(double value, List<Double> neighbours, NeighbourLimits limits) {
        if (!Double.isFinite(value)) {
            return QualityFlag.MISSING;
        }
        double[] others = neighbours.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
        if (others.length < limits.minNeighbours()) {
            return QualityFlag.NOT_EVALUATED;
        }
        double median = median(others);
        double deviation = median(
                Arrays.stream(others).map(other -> Math.abs(other - median)).toArray());
        double distance = Math.abs(value - median) / Math.max(limits.leastSpread(), TO_SIGMA * deviation);
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
