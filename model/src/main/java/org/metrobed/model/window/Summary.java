package org.metrobed.model.window;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.function.DoubleUnaryOperator;
import org.metrobed.model.Circle;

/**
 * A mergeable summary of readings. Adding and merging commute up to rounding, so that a window can be composed of parts
 * in any order; the {@link Course} of totals and held values needs parts that follow one another. Immutable. Times are microseconds since 1970 UTC; of equal extremes the earliest time is kept.
 *
 * <p>Mean and squared deviations by Welford, merged by Chan, Golub and LeVeque (1979), <i>Updating Formulae and a
 * Pairwise Algorithm for Computing Sample Variances</i>.
 *
 * @param count number of readings; 0 with a course that is kept if all of held values are missing
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
 * @param cosines sum of the cosines of directions, 0 if readings are not directions, NaN if only some have a vector
 * @param sines sum of the sines of directions, likewise
 * @param quantiles the distribution of the readings
 * @param course what the readings come to in the order of time; {@link Course#NONE} if their order has no meaning
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
        Quantiles quantiles,
        Course course)
        implements SummaryBuilder.With {

    /** No readings. */
    public static final Summary EMPTY = new Summary(
            0,
            Double.NaN,
            0,
            0,
            Double.NaN,
            0,
            Double.NaN,
            0,
            Double.NaN,
            0,
            Double.NaN,
            0,
            0,
            0,
            Quantiles.EMPTY,
            Course.NONE);

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
                Quantiles.of(value),
                Course.NONE);
    }

    /** The summary with one more reading. */
    public Summary add(double value, long micros) {
        return merge(of(value, micros));
    }

    /** The summary of both. */
    public Summary merge(Summary other) {
        return new SummaryAccumulator(this).add(other).build();
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
                .course(course.inUnit(scale, offset))
                .build();
    }

    /** When the first reading came that its course knows, microseconds since 1970 UTC. */
    public long beginMicros() {
        return course.firstMicros(Course.Ends.of(this));
    }

    /** Whether the readings are directions, at least some of them. */
    public boolean isOfDirections() {
        return cosines != 0 || sines != 0;
    }

    /** Whether the readings are directions, and each has its unit vector. */
    public boolean hasVectors() {
        return isOfDirections() && !Double.isNaN(cosines);
    }

    /**
     * Mean direction, degrees in [0,360): the angle of the sum of unit vectors. NaN if empty, if not each reading has a
     * vector, or if the directions cancel one another out (mean vector shorter than 1e-9).
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
