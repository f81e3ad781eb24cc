package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * Detects a value that is repeated for too long. It reports nothing for a datastream that often repeats values or never
 * changed. Mutable, one thread.
 */
final class Stuck implements Component {

    /** A shorter run is ignored. */
    private static final int LEAST_RUN = 24;
    /** A run must be this many times as long as the longest run before it. */
    private static final int TIMES_LONGEST = 3;
    /** Changes that must have been seen before a run is reported. */
    private static final int LEAST_CHANGES = 48;

    private static final double SURPRISE = 2.5;
    /** The factor by which the longest run shrinks with each change. */
    private static final double FORGET = 0.9998;

    private int run;
    private int changes;
    private double longest;

    @Override
    public double surprise(DetectorSample sample) {
        if (sample.step() == 0) {
            run++;
        } else {
            longest = Math.max(longest * FORGET, run);
            run = 0;
            changes = Math.min(changes + 1, LEAST_CHANGES);
        }
        double limit = Math.max(LEAST_RUN, TIMES_LONGEST * longest);
        return changes < LEAST_CHANGES || run < limit ? 0 : SURPRISE;
    }

    @Override
    public Cause cause() {
        return Cause.STUCK;
    }

    @Override
    public int bytes() {
        return 16;
    }

    @Override
    public void write(ByteBuffer out) {
        out.putInt(run).putInt(changes).putDouble(longest);
    }

    @Override
    public void read(ByteBuffer in) {
        run = in.getInt();
        changes = in.getInt();
        longest = in.getDouble();
    }
}
