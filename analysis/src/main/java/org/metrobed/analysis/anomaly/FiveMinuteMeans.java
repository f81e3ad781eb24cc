package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Means of values in cells of five minutes of their time, so that who reads often is judged no more often. A cell is known when a
 * later one begins. Values that are to come five minutes apart, or of which that is not known, are cells of their own and
 * known at once. Mutable, one thread.
 */
final class FiveMinuteMeans implements SavedState {

    /** Length of a cell, microseconds. */
    static final long MICROS = 300_000_000L;

    private static final long NONE = Long.MIN_VALUE;

    private final boolean each;
    private long cell = NONE;
    private double sum;
    private int count;

    /**
     * A mean, or a single value.
     *
     * @param timeMicros where its cell begins; of a single value its time
     */
    record Mean(long timeMicros, double value) {}

    /** @param expectedMicros between two values; 0 where that is not known */
    FiveMinuteMeans(long expectedMicros) {
        this.each = expectedMicros <= 0 || expectedMicros >= MICROS;
    }

    /** Whether each value is its own cell. */
    boolean each() {
        return each;
    }

    /** The cell of a time. */
    static long of(long micros) {
        return Math.floorDiv(micros, MICROS);
    }

    /** A value comes, newer than all before; what is known with it. */
    Optional<Mean> next(long timeMicros, double value) {
        if (each) {
            return Optional.of(new Mean(timeMicros, value));
        }
        long now = of(timeMicros);
        Optional<Mean> known = Optional.empty();
        if (now != cell) {
            known = cell == NONE ? Optional.empty() : Optional.of(new Mean(cell * MICROS, sum / count));
            cell = now;
            sum = 0;
            count = 0;
        }
        sum += value;
        count++;
        return known;
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
