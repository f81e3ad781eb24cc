package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * Detects a run of one value that is less likely than usual runs. Each repeated value is evidence: minus the decimal logarithm of how
 * often values are repeated at this hour. So a count that is zero all night is none, and the same count at noon is soon. Runs
 * of the smallest and of the largest value ever seen are compared among themselves: saturated air stays saturated. Mutable,
 * one thread.
 */
final class LongRun implements SavedState {

    private static final int DAY_HOURS = 24;
    private static final int LEAST_RUN = 5;
    /** A run must be this unlikely: one in a million. */
    private static final double LEAST_EVIDENCE = 6;

    private static final double TIMES_LARGEST = 2;
    /** Values that must have been seen before a run is reported. */
    private static final int LEAST_SEEN = 144;

    private static final double OVERALL_RATE = 0.0005;
    /** An hour's own share counts fully if it has many more values than this. */
    private static final int TRUST = 8;

    private static final double LEAST_SHARE = 0.001;
    private static final double FORGET = 0.9999;

    /** The share of repeated values at each hour. */
    private final float[] shares = new float[DAY_HOURS];

    private final byte[] counts = new byte[DAY_HOURS];
    private final SlowMean overall = new SlowMean(OVERALL_RATE);
    private int seen;
    private int run;
    private double evidence;
    private double value = Double.NaN;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private double largestInside;
    private double largestAtEnds;

    /**
     * Takes the next value.
     *
     * @param hour of the local day
     * @return whether its run is too long
     */
    boolean next(int hour, double next) {
        boolean same = next == value;
        if (same) {
            run++;
            evidence -= StrictMath.log10(share(hour));
        } else {
            remember();
            value = next;
            least = Math.min(least, next);
            most = Math.max(most, next);
        }
        boolean tooLong = isTooLong();
        if (!tooLong) {
            learn(hour, same ? 1 : 0);
        }
        return tooLong;
    }

    /** Whether the present run is too long. */
    boolean isTooLong() {
        double largest = atEnd() ? largestAtEnds : largestInside;
        return seen >= LEAST_SEEN && run >= LEAST_RUN && evidence > Math.max(LEAST_EVIDENCE, TIMES_LARGEST * largest);
    }

    private double share(int hour) {
        double share = (shares[hour] * counts[hour] + overall.mean() * TRUST) / (counts[hour] + TRUST);
        return Math.max(LEAST_SHARE, Math.min(1, share));
    }

    private void learn(int hour, int repeated) {
        if (counts[hour] < Byte.MAX_VALUE) {
            counts[hour]++;
        }
        shares[hour] += (repeated - shares[hour]) / counts[hour];
        overall.add(repeated);
        seen = Math.min(seen + 1, LEAST_SEEN);
    }

    private boolean atEnd() {
        return value == least || value == most;
    }

    private void remember() {
        largestInside *= FORGET;
        largestAtEnds *= FORGET;
        if (atEnd()) {
            largestAtEnds = Math.max(largestAtEnds, evidence);
        } else {
            largestInside = Math.max(largestInside, evidence);
        }
        run = 0;
        evidence = 0;
    }

    @Override
    public int bytes() {
        return 5 * DAY_HOURS + overall.bytes() + 56;
    }

    @Override
    public void write(ByteBuffer out) {
        SavedState.put(out, shares);
        out.put(counts);
        overall.write(out);
        out.putInt(seen)
                .putInt(run)
                .putDouble(evidence)
                .putDouble(value)
                .putDouble(least)
                .putDouble(most);
        out.putDouble(largestInside).putDouble(largestAtEnds);
    }

    @Override
    public void read(ByteBuffer in) {
        SavedState.get(in, shares);
        in.get(counts);
        overall.read(in);
        seen = in.getInt();
        run = in.getInt();
        evidence = in.getDouble();
        value = in.getDouble();
        least = in.getDouble();
        most = in.getDouble();
        largestInside = in.getDouble();
        largestAtEnds = in.getDouble();
    }
}
