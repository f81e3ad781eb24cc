package org.metrobed.core.window;

/**
 * A mergeable summary of readings: adding and merging commute up to rounding, so that a window can be put together from
 * parts in any order. Immutable. Times are microseconds since 1970 UTC; of equal extremes the earliest time is kept.
 *
 * <p>Mean and squared deviations by Welford, merged by Chan, Golub and LeVeque (1979), <i>Updating Formulae and a Pairwise
 * Algorithm for Computing Sample Variances</i>.
 *
 * @param count how many readings
 * @param mean arithmetic mean, NaN when empty
 * @param squares sum of squared deviations from the mean, 0 when empty
 * @param sum sum of the readings
 * @param min smallest, NaN when empty
 * @param minMicros when the smallest was first seen
 * @param max largest, NaN when empty
 * @param maxMicros when the largest was first seen
 * @param first the earliest reading, NaN when empty
 * @param firstMicros its time
 * @param last the latest reading, NaN when empty
 * @param lastMicros its time
 */
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
        long lastMicros) {

    /** No readings. */
    public static final Summary EMPTY =
            new Summary(0, Double.NaN, 0, 0, Double.NaN, 0, Double.NaN, 0, Double.NaN, 0, Double.NaN, 0);

    /** One reading; the value is a number. */
    public static Summary of(double value, long micros) {
        return new Summary(1, value, 0, value, value, micros, value, micros, value, micros, value, micros);
    }

    /** With one reading more. */
    public Summary add(double value, long micros) {
        return merge(of(value, micros));
    }

    /** Both together. */
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
                otherLast ? other.lastMicros : lastMicros);
    }

    /** Sample standard deviation (n − 1); NaN below two readings. */
    public double standardDeviation() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }
}
