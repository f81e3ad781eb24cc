package org.metrobed.core.window;

import org.metrobed.core.model.Datastream.Statistic;

/**
 * Gathers readings, one at a time, into a {@link Summary}. Allocates nothing for a reading, but where its {@link Quantiles}
 * grow. Mutable, one thread. What {@link #build} gave and a builder of that go on as this one would.
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
        count = from.count();
        mean = count == 0 ? 0 : from.mean();
        squares = from.squares();
        sum = from.sum();
        min = from.min();
        minMicros = from.minMicros();
        max = from.max();
        maxMicros = from.maxMicros();
        first = from.first();
        firstMicros = from.firstMicros();
        last = from.last();
        lastMicros = from.lastMicros();
        cosines = from.cosines();
        sines = from.sines();
        quantiles.add(from.quantiles());
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
        if (value < min || (value == min && micros < minMicros)) {
            min = value;
            minMicros = micros;
        }
        if (value > max || (value == max && micros < maxMicros)) {
            max = value;
            maxMicros = micros;
        }
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
