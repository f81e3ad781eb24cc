package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.metrobed.model.Scale;

/**
 * Means of values over cells of five minutes of phenomenon time, so that a frequent sensor is not judged more often
 * than others. The mean of a cell is known when a later cell begins. If values are expected at least five minutes
 * apart, or if their interval is not known, each value is its own cell and is known at once. Mutable, one thread.
 */
final class FiveMinuteMeans implements SavedState {

    /** Length of a cell, microseconds. */
    static final long MICROS = 300_000_000L;

    private static final long NONE = Long.MIN_VALUE;

    private final boolean each;
    private final Scale scale;
    private long cell = NONE;
    private double sum;
    private int count;

    /**
     * A mean or a single value.
     *
     * @param timeMicros start of its cell; for a single value, its time
     */
    record Mean(long timeMicros, double value) {}

    /**
     * No cell yet.
     *
     * @param expectedMicros expected time between two values, microseconds; 0 if not known
     * @param scale how values differ; a direction is counted as the number nearest to the mean of those before it
     */
    FiveMinuteMeans(long expectedMicros, Scale scale) {
        this.scale = scale;
        this.each = expectedMicros <= 0 || expectedMicros >= MICROS;
    }

    /** Whether each value is its own cell. */
    boolean each() {
        return each;
    }

    /** The cell that contains a time. */
    static long of(long micros) {
        return Math.floorDiv(micros, MICROS);
    }

    /**
     * Takes the next value, which is newer than all before.
     *
     * @return the mean that becomes known with it, if any
     */
    Optional<Mean> next(long timeMicros, double value) {
        if (each) {
            return Optional.of(new Mean(timeMicros, value));
        }
        long now = of(timeMicros);
        Optional<Mean> known = Optional.empty();
        if (now != cell) {
            known = cell == NONE ? Optional.empty() : Optional.of(new Mean(cell * MICROS, scale.wrap(sum / count)));
            cell = now;
            sum = 0;
            count = 0;
        }
        sum += count == 0 ? value : scale.near(value, sum / count);
        count++;
        return known;
    }

    /** There is a gap: the values of the cell that has begun are dropped, as its mean would become known after the gap. */
    void skip() {
        cell = NONE;
        sum = 0;
        count = 0;
    }

    @Override
    public int bytes() {
        return 20;
    }

    @Override
    public void write(ByteBuffer out) {
        out.putLong(cell).putDouble(sum).putInt(count);
    }

    @Override
    public void read(ByteBuffer in) {
        cell = in.getLong();
        sum = in.getDouble();
        count = in.getInt();
    }
}
