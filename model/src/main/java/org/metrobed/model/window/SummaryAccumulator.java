package org.metrobed.model.window;

import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Scale;

/**
 * Collects readings, one at a time, or summaries into a {@link Summary}. A reading allocates nothing unless its
 * {@link Quantiles} grow; many summaries allocate their distributions once. Mutable, one thread. An accumulator
 * created from the result of {@link #build} continues exactly as this one does.
 */
public final class SummaryAccumulator {

    private final QuantilesBuilder quantiles = new QuantilesBuilder();
    private long count;
    private double mean;
    private double squares;
    private double sum;
    private double min;
    private long minMicros;
    private double max;
    private long maxMicros;
    private double first;
    private long firstMicros;
    private double last;
    private long lastMicros;
    private double cosines;
    private double sines;
    private Course course = Course.NONE;

    /** An accumulator without readings. */
    public SummaryAccumulator() {}

    /** An accumulator with the readings of a summary. */
    public SummaryAccumulator(Summary from) {
        add(from);
    }

    /** Adds all readings of a summary; the result is that of {@link Summary#merge}. */
    public SummaryAccumulator add(Summary other) {
        if (other.course().isKept() || (course.isKept() && other.count() > 0)) {
            extendCourse(other.course(), Course.Ends.of(other));
        }
        if (other.count() == 0) {
            return this;
        }
        quantiles.add(other.quantiles());
        addVectors(other.isOfDirections(), other.cosines(), other.sines());
        sum += other.sum();
        if (count == 0) {
            count = other.count();
            mean = other.mean();
            squares = other.squares();
            begin(other.min(), other.minMicros());
            max = other.max();
            maxMicros = other.maxMicros();
            first = other.first();
            firstMicros = other.firstMicros();
            last = other.last();
            lastMicros = other.lastMicros();
            return this;
        }
        long total = count + other.count();
        double delta = other.mean() - mean;
        mean += delta * other.count() / total;
        squares = squares + other.squares() + delta * delta * ((double) count * other.count() / total);
        count = total;
        extendExtremes(other.min(), other.minMicros());
        extendExtremes(other.max(), other.maxMicros());
        extendEnds(other.first(), other.firstMicros());
        extendEnds(other.last(), other.lastMicros());
        return this;
    }

    /**
     * Adds one reading.
     *
     * @param value finite
     * @param micros phenomenon time, microseconds since 1970 UTC
     * @param statistic statistic of the reading; for directions, sums of unit vectors are kept too
     * @throws IllegalArgumentException if the value is not finite
     */
    public SummaryAccumulator add(double value, long micros, Statistic statistic) {
        quantiles.add(value);
        if (statistic.scale() == Scale.CIRCLE) {
            double radians = StrictMath.toRadians(value);
            addVectors(true, StrictMath.cos(radians), StrictMath.sin(radians));
        } else {
            addVectors(false, 0, 0);
        }
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
        sum += value;
        if (count == 1) {
            begin(value, micros);
        } else {
            extend(value, micros);
        }
        return this;
    }

    /** Adds one reading as above, and for totals and held values to their {@link Course}. */
    public SummaryAccumulator add(double value, long micros, ReadingKind kind) {
        return add(value, micros, kind, Course.of(kind));
    }

    /** Adds the reading of a total whose step from the one before is unknown, so that the {@link Course} is. */
    public SummaryAccumulator addWithoutStep(double value, long micros, ReadingKind kind) {
        return add(value, micros, kind, Course.unknown(kind, WholeCourse.Unknown.STEP_UNKNOWN));
    }

    private SummaryAccumulator add(double value, long micros, ReadingKind kind, Course own) {
        if (kind.isOrdered() || course.isKept()) {
            extendCourse(own, new Course.Ends(value, micros, value, micros));
        }
        return add(value, micros, kind.statistic());
    }

    /** Adds a missing reading, which ends a held value; of other kinds it adds nothing. */
    public SummaryAccumulator addMissing(long micros, ReadingKind kind) {
        if (kind.isHeld()) {
            extendCourse(Course.missing(kind, micros), null);
        }
        return this;
    }

    /** The number of readings so far. */
    public long count() {
        return count;
    }

    /** The summary so far. */
    public Summary build() {
        if (count == 0) {
            return course.isKept() ? Summary.EMPTY.withCourse(course) : Summary.EMPTY;
        }
        return SummaryBuilder.builder()
                .count(count)
                .mean(mean)
                .squares(squares)
                .sum(sum)
                .min(min)
                .minMicros(minMicros)
                .max(max)
                .maxMicros(maxMicros)
                .first(first)
                .firstMicros(firstMicros)
                .last(last)
                .lastMicros(lastMicros)
                .cosines(cosines)
                .sines(sines)
                .quantiles(quantiles.build())
                .course(course)
                .build();
    }

    /** Readings of which only some have a vector have no sum of vectors: it would be that of a part. */
    private void addVectors(boolean directions, double otherCosines, double otherSines) {
        if (count > 0 && directions != (cosines != 0 || sines != 0)) {
            cosines = Double.NaN;
            sines = Double.NaN;
        } else if (directions) {
            cosines += otherCosines;
            sines += otherSines;
            if (cosines == 0 && sines == 0) {
                cosines = Double.MIN_VALUE; // vectors that cancel out are there, too
            }
        }
    }

    private void extendCourse(Course other, Course.Ends ends) {
        if (count == 0 && !course.isKept()) {
            course = other;
        } else {
            Course.Ends own = count == 0 ? null : new Course.Ends(first, firstMicros, last, lastMicros);
            course = Course.merge(course, own, other, ends);
        }
    }

    private void begin(double value, long micros) {
        min = value;
        minMicros = micros;
        max = value;
        maxMicros = micros;
        first = value;
        firstMicros = micros;
        last = value;
        lastMicros = micros;
    }

    private void extend(double value, long micros) {
        extendExtremes(value, micros);
        extendEnds(value, micros);
    }

    private void extendExtremes(double value, long micros) {
        if (value < min || (value == min && micros < minMicros)) {
            min = value;
            minMicros = micros;
        }
        if (value > max || (value == max && micros < maxMicros)) {
            max = value;
            maxMicros = micros;
        }
    }

    private void extendEnds(double value, long micros) {
        if (micros < firstMicros) {
            first = value;
            firstMicros = micros;
        }
        if (micros > lastMicros) {
            last = value;
            lastMicros = micros;
        }
    }
}
