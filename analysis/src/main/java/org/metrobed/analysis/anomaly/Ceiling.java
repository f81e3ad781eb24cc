package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * Detects values that stop at a ceiling: in a local day that is over, the largest value was reached far more often than on any day
 * before, and again after smaller values, so that it is no stuck value. Air that is saturated on many days, and quantities that are
 * shown in coarse steps, have such days and are compared with them. It lasts until a value is larger, or for a day without the
 * ceiling. Mutable, one thread.
 */
final class Ceiling implements SavedState {

    private static final long DAY_MICROS = 86_400_000_000L;
    /** The ceiling must be reached this many times in a day. */
    private static final int LEAST_TIMES = 6;
    /** And this many times as often as the largest value of any ordinary day. */
    private static final double TIMES_MOST = 3;

    private static final int LEAST_RUNS = 2;
    private static final int LEARNING_DAYS = 5;
    private static final double FORGET = 0.99;

    private long day = Long.MIN_VALUE;
    private double top = Double.NEGATIVE_INFINITY;
    private int reached;
    /** How often it was reached after a smaller value, up to {@link #LEAST_RUNS}. */
    private int runs;

    private boolean below;
    private float most;
    private int days;
    private boolean held;
    private long lastMicros;

    /** Whether values stop at a ceiling. */
    boolean held() {
        return held;
    }

    /**
     * Takes the next value.
     *
     * @param still whether the value is stuck, which is no ceiling
     */
    void next(LocalMoment moment, double value, boolean still) {
        if (still) {
            begin();
            held = false;
            return;
        }
        long now = Math.floorDiv(moment.micros() - moment.secondOfDay() * 1_000_000L, DAY_MICROS);
        if (now != day) {
            close();
            day = now;
        }
        if (held && value != top && moment.micros() - lastMicros > DAY_MICROS) {
            held = false;
            begin();
        }
        if (value > top) {
            held = false;
            top = value;
            reached = 0;
            runs = 0;
            below = true;
        }
        if (value == top) {
            reached++;
            runs = below ? Math.min(runs + 1, LEAST_RUNS) : runs;
            lastMicros = moment.micros();
        }
        below = value < top;
    }

    private boolean isTooOften() {
        return days >= LEARNING_DAYS && runs == LEAST_RUNS && reached >= Math.max(LEAST_TIMES, TIMES_MOST * most);
    }

    private void close() {
        held = held || isTooOften();
        if (held) {
            return;
        }
        if (reached > 0) {
            most = (float) Math.max(most * FORGET, reached);
            days = Math.min(days + 1, LEARNING_DAYS);
        }
        begin();
    }

    private void begin() {
        top = Double.NEGATIVE_INFINITY;
        reached = 0;
        runs = 0;
        below = true;
    }

    @Override
    public int bytes() {
        return 36;
    }

    @Override
    public void write(ByteBuffer out) {
        out.putLong(day).putDouble(top).putInt(reached).putFloat(most);
        out.put((byte) days).put((byte) (held ? 1 : 0)).putLong(lastMicros);
        out.put((byte) runs).put((byte) (below ? 1 : 0));
    }

    @Override
    public void read(ByteBuffer in) {
        day = in.getLong();
        top = in.getDouble();
        reached = in.getInt();
        most = in.getFloat();
        days = in.get();
        held = in.get() != 0;
        lastMicros = in.getLong();
        runs = in.get();
        below = in.get() != 0;
    }
}
