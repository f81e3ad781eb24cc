package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * Detects values that are a thousandth of what they should be: less than a hundredth of the mean size of values, and as expected if
 * multiplied by a thousand. Such a value may be within a band that reaches down to 0. Each is evidence, by how rarely it
 * happens at its hour. A value of 0 says nothing. Mutable, one thread.
 */
final class Thousandth implements SavedState {

    /** The factor from what is shown to what is meant. */
    static final double FACTOR = 1_000;

    private static final double SMALL = 0.01;
    private static final int LEAST_RUN = 3;
    /** A run must be this unlikely: one in a million. */
    private static final double LEAST_EVIDENCE = 6;

    private static final double LEAST_SHARE = 0.003;
    private static final int LEARNING = 144;
    private static final double RATE = 0.001;

    private final HourCounts counts = new HourCounts();
    private final SlowMean size = new SlowMean(RATE);
    private int run;
    private float evidence;

    /** Whether the last values are a thousandth of the usual. */
    boolean held() {
        return run >= LEAST_RUN && evidence >= LEAST_EVIDENCE;
    }

    /**
     * Takes the next value.
     *
     * @param hour of the local day
     * @param band expected for it
     */
    void next(int hour, double value, Band band) {
        if (value == 0) {
            return;
        }
        boolean small = Math.abs(value) < SMALL * size.mean()
                && band.placeOf(FACTOR * value).isWithin();
        if (small && counts.total() >= LEARNING) {
            run = Math.min(run + 1, Byte.MAX_VALUE);
            evidence -= (float) StrictMath.log10(Math.max(LEAST_SHARE, counts.share(hour)));
        } else {
            run = 0;
            evidence = 0;
        }
        if (!held()) {
            counts.add(hour, small);
            size.add(Math.abs(value));
        }
    }

    @Override
    public int bytes() {
        return counts.bytes() + size.bytes() + 5;
    }

    @Override
    public void write(ByteBuffer out) {
        counts.write(out);
        size.write(out);
        out.put((byte) run).putFloat(evidence);
    }

    @Override
    public void read(ByteBuffer in) {
        counts.read(in);
        size.read(in);
        run = in.get();
        evidence = in.getFloat();
    }
}
