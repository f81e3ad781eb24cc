package org.metrobed.model;

import java.util.List;

/**
 * The arithmetic of directions in degrees: differences the shorter way around, the vector mean and the spread about it.
 * Static functions only.
 *
 * <p>Mean and standard deviation: Mardia and Jupp (2000), <i>Directional Statistics</i>, 2.2 and 2.3.
 */
public final class Circle {

    private static final double TURN = 360;
    private static final double HALF = 180;
    /** A shorter mean of unit vectors has no direction. */
    private static final double SHORTEST = 1e-9;

    private Circle() {}

    /** The shorter way from one direction to another, degrees in [-180,180). */
    public static double difference(double to, double from) {
        double turned = (to - from) % TURN;
        return turned >= HALF ? turned - TURN : turned < -HALF ? turned + TURN : turned;
    }

    /** The direction with whole turns added, so that it is nearest to a reference; itself if the reference is NaN. */
    public static double near(double degrees, double reference) {
        return Double.isNaN(reference) ? degrees : degrees - TURN * Math.rint((degrees - reference) / TURN);
    }

    /** The direction in [0,360). */
    public static double wrap(double degrees) {
        double rest = degrees % TURN;
        return rest < 0 ? (rest + TURN) % TURN : rest + 0.0; // no negative zero
    }

    /** The vector mean, degrees in [0,360); NaN if there is no value, or if the mean vector is shorter than 1e-9. */
    public static double mean(List<Double> directions) {
        double cosines = 0;
        double sines = 0;
        for (double degrees : directions) {
            double radians = StrictMath.toRadians(degrees);
            cosines += StrictMath.cos(radians);
            sines += StrictMath.sin(radians);
        }
        return mean(cosines, sines, directions.size());
    }

    /**
     * The vector mean, degrees in [0,360); NaN if there is no value, or if the mean vector is shorter than 1e-9.
     *
     * @param cosines sum of the cosines of the directions
     * @param sines sum of their sines
     */
    public static double mean(double cosines, double sines, long count) {
        return Math.hypot(cosines, sines) > SHORTEST * count
                ? wrap(Math.toDegrees(Math.atan2(sines, cosines)))
                : Double.NaN;
    }

    /**
     * The circular standard deviation {@code sqrt(-2 ln R)}, where R is the length of the mean vector; degrees. NaN for
     * fewer than two values, or if they have no mean.
     *
     * @param cosines sum of the cosines of the directions
     * @param sines sum of their sines
     */
    public static double standardDeviation(double cosines, double sines, long count) {
        double length = Math.hypot(cosines, sines) / count;
        return count < 2 || !(length > SHORTEST)
                ? Double.NaN
                : Math.toDegrees(Math.sqrt(-2 * Math.log(Math.min(1, length))));
    }
}
