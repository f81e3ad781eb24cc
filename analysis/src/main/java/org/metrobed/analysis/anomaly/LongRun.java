package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * Detects a run of one value that is longer than usual runs. Runs of the smallest and of the largest value ever seen
 * are counted separately: a count may be zero all night, and saturated air stays saturated. Mutable, one thread.
 */
final class LongRun implements SavedState {

    private static final int LEAST_RUN = 15;
    private static final double TIMES_LONGEST = 2.5;
    /** Changes that must have been seen before a run is reported. */
    private static final int LEAST_CHANGES = 144;

    private static final double FORGET = 0.9999;

    private int run;
    private int changes;
    private double value = Double.NaN;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private double longestInside;
    private double longestAtEnds;

    /**
     * Takes the next value.
     *
     * @return whether its run is too long
     */
    boolean next(double next) {
        if (next == value) {
            run++;
        } else {
            remember();
            value = next;
            least = Math.min(least, next);
            most = Math.max(most, next);
        }
        double longest = atEnd() ? longestAtEnds : longestInside;
        return changes >= LEAST_CHANGES && run > Math.max(LEAST_RUN, TIMES_LONGEST * longest);
    }

    private boolean atEnd() {
        return value == least || value == most;
    }

    private void remember() {
        longestInside *= FORGET;
        longestAtEnds *= FORGET;
        if (atEnd()) {
            longestAtEnds = Math.max(longestAtEnds, run);
        } else {
            longestInside = Math.max(longestInside, run);
        }
        run = 0;
        changes = Math.min(changes + 1, LEAST_CHANGES);
    }

    @Override
    public int bytes() {
        return 48;
    }

    @Override
    public void write(ByteBuffer out) {
        out.putInt(run).putInt(changes).putDouble(value).putDouble(least).putDouble(most);
        out.putDouble(longestInside).putDouble(longestAtEnds);
    }

    @Override
    public void read(ByteBuffer in) {
        run = in.getInt();
        changes = in.getInt();
        value = in.getDouble();
        least = in.getDouble();
        most = in.getDouble();
        longestInside = in.getDouble();
        longestAtEnds = in.getDouble();
    }
}
