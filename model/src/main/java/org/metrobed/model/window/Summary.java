package org.metrobed.model.window;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.function.DoubleUnaryOperator;
import org.metrobed.model.Circle;

/**
 * A mergeable summary of readings. Adding and merging commute up to rounding, so that a window can be composed of parts
 * in any order. Immutable. Times are microseconds since 1970 UTC; of equal extremes the earliest time is kept.
 *
 * <p>Mean and squared deviations by Welford, merged by Chan, Golub and LeVeque (1979), <i>Updating Formulae and a
 * Pairwise Algorithm for Computing Sample Variances</i>.
 *
 * @param count number of readings
 * @param mean arithmetic mean, NaN if empty
 * @param squares sum of squared deviations from the mean, 0 if empty
 * @param sum sum of the readings
 * @param min smallest, NaN if empty
 * @param minMicros when the smallest was first seen
 * @param max largest, NaN if empty
 * @param maxMicros when the largest was first seen
 * @param first the earliest reading, NaN if empty
 * @param firstMicros its time
 * @param last the latest reading, NaN if empty
 * @param lastMicros its time
 * @param cosines sum of the cosines of directions, 0 if readings are not directions
 * @param sines sum of the sines of directions, 0 if readings are not directions
 * @param quantiles the distribution of the readings
 */
@RecordBuilder
public record Summary(
        long count,
        double mean,
        double squares,
        double sum,
        double min,
        long minMicros,
        double max,
        long maxMicros,
        double first,
        long firstMicros,
        double last,
        long lastMicros,
        double cosines,
        double sines,
        Quantiles quantiles)
        implements SummaryBuilder.With {

    /** No readings. */
    public static final Summary EMPTY = new Summary(
            0, Double.NaN, 0, 0, Double.NaN, 0, Double.NaN, 0, Double.NaN, 0, Double.NaN, 0, 0, 0, Quantiles.EMPTY);

    /** The summary of one reading, which is finite. */
    public static Summary of(double value, long micros) {
        return new Summary(
                1,
                value,
                0,
                value,
                value,
                micros,
                value,
                micros,
                value,
                micros,
                value,
                micros,
                0,
                0,
                Quantiles.of(value));
    }

    /** The summary with one more reading. */
    public Summary add(double value, long micros) {
        return merge(of(value, micros));
    }

    /** The summary of both. */
    public Summary merge(Summary other) {
        if (other.count == 0) {
            return this;
        }
        if (count == 0) {
            return other;
        }
        long total = count + other.count;
        double delta = other.mean - mean;
        double newMean = mean + delta * other.count / total;
        double newSquares = squares + other.squares + delta * delta * ((double) count * other.count / total);
        boolean otherMin = other.min < min || (other.min == min && other.minMicros < minMicros);
        boolean otherMax = other.max > max || (other.max == max && other.maxMicros < maxMicros);
        boolean otherFirst = other.firstMicros < firstMicros;
        boolean otherLast = other.lastMicros > lastMicros;
        return new Summary(
                total,
                newMean,
                newSquares,
                sum + other.sum,
                otherMin ? other.min : min,
                otherMin ? other.minMicros : minMicros,
                otherMax ? other.max : max,
                otherMax ? other.maxMicros : maxMicros,
                otherFirst ? other.first : first,
                otherFirst ? other.firstMicros : firstMicros,
                otherLast ? other.last : last,
                otherLast ? other.lastMicros : lastMicros,
                cosines + other.cosines,
                sines + other.sines,
                quantiles.merge(other.quantiles));
    }

    /**
     * The same readings in another unit, which are their numbers times a scale, plus an offset. Not for directions.
     *
     * @param scale not 0
     */
    public Summary inUnit(double scale, double offset) {
        if (count == 0) {
            return this;
        }
        DoubleUnaryOperator conversion = value -> value * scale + offset;
        boolean turned = scale < 0;
        return with().mean(conversion.applyAsDouble(mean))
                .squares(squares * scale * scale)
                .sum(sum * scale + offset * count)
                .min(conversion.applyAsDouble(turned ? max : min))
                .minMicros(turned ? maxMicros : minMicros)
                .max(conversion.applyAsDouble(turned ? min : max))
                .maxMicros(turned ? minMicros : maxMicros)
                .first(conversion.applyAsDouble(first))
                .last(conversion.applyAsDouble(last))
                .quantiles(quantiles.mapped(conversion))
                .build();
    }

    /** Whether the readings are directions. */
    public boolean isOfDirections() {
        return cosines != 0 || sines != 0;
    }

    /**
     * Mean direction, degrees in [0,360): the angle of the sum of unit vectors. NaN if empty, if the readings are not
     * directions, or if the directions cancel one another out (mean vector shorter than 1e-9).
     */
    public double directionDegrees() {
        return Circle.mean(cosines, sines, count);
    }

    /** Circular standard deviation of directions, degrees; NaN for fewer than two, and if they have no mean. */
    public double directionDeviationDegrees() {
        return Circle.standardDeviation(cosines, sines, count);
    }

    /** Sample standard deviation (n − 1); NaN for fewer than two readings. */
    public double standardDeviation() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }
}
