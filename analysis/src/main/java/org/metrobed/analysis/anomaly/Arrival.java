package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import org.metrobed.model.Scale;

/**
 * Facts about earlier values: the first value, the last value, and the usual time between values. Mutable, one thread.
 */
final class Arrival implements SavedState {

    /** A gap is this many usual intervals without a value. A step across a gap does not count. */
    private static final int GAP_INTERVALS = 8;

    private static final double INTERVAL_RATE = 0.02;

    private final SlowMean interval = new SlowMean(INTERVAL_RATE);
    private double first;
    private double last;
    private long firstMicros;
    private long lastMicros;
    private int count;

    /** The first value; 0 if there is none. */
    double first() {
        return first;
    }

    /** How many values arrived; stops at the largest int. */
    int count() {
        return count;
    }

    /** The time from the first to the latest value. */
    double spanMicros() {
        return (double) lastMicros - firstMicros;
    }

    /**
     * Takes the next value.
     *
     * @param scale how values differ
     * @return the change since the last value; NaN for the first value and after a gap
     */
    double next(long timeMicros, double value, Scale scale) {
        if (count == 0) {
            first = value;
            firstMicros = timeMicros;
            lastMicros = timeMicros;
        }
        double passed = Math.max(0, (double) timeMicros - lastMicros);
        boolean gap = count == 0 || (count > GAP_INTERVALS && passed > GAP_INTERVALS * interval.mean());
        double step = gap ? Double.NaN : scale.difference(value, last);
        if (!gap) {
            interval.add(passed);
        } else if (count > 0) {
            interval.add(Math.min(passed, 2 * GAP_INTERVALS * interval.mean()));
        }
        last = value;
        lastMicros = Math.max(lastMicros, timeMicros);
        count = count == Integer.MAX_VALUE ? count : count + 1;
        return step;
    }

    @Override
    public int bytes() {
        return interval.bytes() + 36;
    }

    @Override
    public void write(ByteBuffer out) {
        interval.write(out);
        out.putDouble(first)
                .putDouble(last)
                .putLong(firstMicros)
                .putLong(lastMicros)
                .putInt(count);
    }

    @Override
    public void read(ByteBuffer in) {
        interval.read(in);
        first = in.getDouble();
        last = in.getDouble();
        firstMicros = in.getLong();
        lastMicros = in.getLong();
        count = in.getInt();
    }
}
