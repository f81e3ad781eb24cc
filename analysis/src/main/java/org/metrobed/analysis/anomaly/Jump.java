package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import org.metrobed.model.Scale;

/**
 * Detects steps far larger than the usual steps of their hour, and whether the values have come back. After a jump,
 * values count as away until a step of at least half its size leads back, until the values are where they were, until two
 * values that were beyond their band are within it again, or until {@value #LONGEST_HOURS} hours have passed; the new level is
 * then the usual one. Mutable, one thread.
 */
final class Jump implements SavedState {

    /** After this many hours, another level is a change and not a fault. */
    static final int LONGEST_HOURS = 30;

    private static final int HOURS = 24;
    private static final int HOUR_SECONDS = 3_600;
    private static final long LONGEST_MICROS = LONGEST_HOURS * 3_600_000_000L;
    /** Steps that must have been seen before a jump is reported. */
    private static final int LEARNING = 288;

    private static final double RATE = 0.02;
    private static final double OVERALL_RATE = 0.001;
    /** A larger step counts as this many usual ones when the usual size is learned. */
    private static final double CLIP = 5;
    /** Share of the usual size over all hours that is added to an hour's own: hours with few steps still have some. */
    private static final double SHARED = 0.35;

    /** An hour's own steps count fully if it has many more of them than this. */
    private static final int TRUST = 8;

    private static final double LEAST_RATIO = 6;
    private static final double TIMES_LARGEST = 1.5;
    private static final double FORGET = 0.9999;
    /** How far a larger ordinary step raises the largest ordinary step. */
    private static final double RAISE = 0.25;
    /** The factor by which each jump raises the largest ordinary step. */
    private static final double HARDEN = 1.02;

    private static final double BACK = 0.5;
    private static final double NEAR = 0.3;
    private static final int ENOUGH = 2;

    private final Scale scale;
    private final float[] sizes = new float[HOURS];
    private final byte[] counts = new byte[HOURS];
    private double overall;
    private int seen;
    private double largest;
    private double held;
    private double before;
    private long sinceMicros;
    /** Whether values were beyond their band since then. */
    private boolean beyond;
    /** How many of the newest are within it again, up to {@link #ENOUGH}. */
    private int within;

    /** @param scale how values differ */
    Jump(Scale scale) {
        this.scale = scale;
    }

    /** Whether values are still away after a jump. */
    boolean held() {
        return held != 0;
    }

    /** The largest ordinary step, in usual steps of its hour. */
    double largest() {
        return largest;
    }

    /** Forgets a jump: it has no second sign. */
    void cancel() {
        held = 0;
    }

    /** Takes the place of a value that is away. */
    void place(Band.Place place) {
        beyond = beyond || place == Band.Place.BEYOND;
        boolean inside = place == Band.Place.WELL_WITHIN || (within > 0 && place == Band.Place.WITHIN);
        within = beyond && inside ? within + 1 : 0;
        if (within == ENOUGH) {
            cancel();
        }
    }

    /** Whether the newest value that is away is within its band again. */
    boolean isWithin() {
        return within > 0;
    }

    /**
     * Takes the next value.
     *
     * @param last the value before it; NaN if there is none or a gap is between them
     * @param expected the usual value; NaN while it is not known
     * @return whether the step is a jump
     */
    boolean next(long timeMicros, int secondOfDay, double last, double value, double expected) {
        double step = scale.difference(value, last);
        boolean expired = held() && timeMicros - sinceMicros > LONGEST_MICROS;
        boolean back = held()
                && (-step * Math.signum(held) >= BACK * Math.abs(held)
                        || Math.abs(scale.difference(value, before)) < NEAR * Math.abs(held));
        if (expired || back) {
            held = 0;
            return !expired;
        }
        if (Double.isNaN(step) || held()) {
            return false;
        }
        int hour = secondOfDay / HOUR_SECONDS;
        double ratio = ratio(Math.abs(step), hour);
        boolean jump = seen >= LEARNING && ratio > Math.max(LEAST_RATIO, TIMES_LARGEST * largest);
        if (jump) {
            largest *= HARDEN;
            hold(timeMicros, last, value, expected);
        } else if (seen >= LEARNING) {
            largest = ratio > largest ? largest + RAISE * (ratio - largest) : FORGET * largest;
        }
        learn(Math.abs(step), hour);
        return jump;
    }

    private void hold(long timeMicros, double last, double value, double expected) {
        if (!(Math.abs(scale.difference(value, expected)) < Math.abs(scale.difference(last, expected)))) {
            held = scale.difference(value, last);
            before = last;
            sinceMicros = timeMicros;
            beyond = false;
            within = 0;
        }
    }

    private double ratio(double size, int hour) {
        double own = (sizes[hour] * counts[hour] + overall * TRUST) / (counts[hour] + TRUST);
        double usual = own + SHARED * overall;
        return usual > 0 ? size / usual : 0;
    }

    private void learn(double size, int hour) {
        if (counts[hour] < Byte.MAX_VALUE) {
            counts[hour]++;
        }
        if (seen < 1 / OVERALL_RATE) {
            seen++;
        }
        double clipped = seen < HOURS ? size : Math.min(size, CLIP * (sizes[hour] + SHARED * overall));
        sizes[hour] += (float) (Math.max(RATE, 1.0 / counts[hour]) * (clipped - sizes[hour]));
        overall += Math.max(OVERALL_RATE, 1.0 / seen) * (clipped - overall);
    }

    static int bytesBefore() {
        return 5 * HOURS + 44;
    }

    @Override
    public int bytes() {
        return 5 * HOURS + 46;
    }

    @Override
    public void write(ByteBuffer out) {
        SavedState.put(out, sizes);
        out.put(counts).putDouble(overall).putInt(seen).putDouble(largest);
        out.putDouble(held).putDouble(before).putLong(sinceMicros);
        out.put((byte) (beyond ? 1 : 0)).put((byte) within);
    }

    @Override
    public void read(ByteBuffer in) {
        readBefore(in);
        beyond = in.get() != 0;
        within = in.get();
    }

    /** Reads a state before version 4 of {@link AnomalyDetector}, which does not know the band. */
    void readBefore(ByteBuffer in) {
        SavedState.get(in, sizes);
        in.get(counts);
        overall = in.getDouble();
        seen = in.getInt();
        largest = in.getDouble();
        held = in.getDouble();
        before = in.getDouble();
        sinceMicros = in.getLong();
    }
}
