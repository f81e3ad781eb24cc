package org.metrobed.model.window;

import org.metrobed.model.Datastream.Statistic;

/**
 * Gathers readings, one at a time, or summaries into a {@link Summary}. Allocates nothing for a reading, but where its
 * {@link Quantiles} grow; many summaries cost their distributions once. Mutable, one thread. What {@link #build} gave and a builder of that go on as this one would.
 */
public final class SummaryBuilder {

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

    /** With no readings. */
    public SummaryBuilder() {}

    /** With the readings of a summary. */
    public SummaryBuilder(Summary from) {
        add(from);
    }

    /** All readings of a summary; gives what {@link Summary#merge} gives. */
    public SummaryBuilder add(Summary other) {
        if (other.count() == 0) {
            return this;
        }
        quantiles.add(other.quantiles());
        cosines += other.cosines();
        sines += other.sines();
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
     * One reading more.
     *
     * @param value finite
     * @param micros when it was observed, microseconds since 1970 UTC
     * @param statistic what it is; for directions sums of unit vectors are kept too
     * @throws IllegalArgumentException when the value is not finite
     */
    public SummaryBuilder add(double value, long micros, Statistic statistic) {
        quantiles.add(value);
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
        if (statistic == Statistic.DIRECTION) {
            double radians = StrictMath.toRadians(value);
            cosines += StrictMath.cos(radians);
            sines += StrictMath.sin(radians);
        }
        return this;
    }

    /** How many readings there are so far. */
    public long count() {
        return count;
    }

    /** What was gathered so far. */
    public Summary build() {
        if (count == 0) {
            return Summary.EMPTY;
        }
        return new Summary(
                count,
                mean,
                squares,
                sum,
                min,
                minMicros,
                max,
                maxMicros,
                first,
                firstMicros,
                last,
                lastMicros,
                cosines,
                sines,
                quantiles.build());
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
