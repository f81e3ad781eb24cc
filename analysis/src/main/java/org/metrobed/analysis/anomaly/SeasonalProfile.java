package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import org.metrobed.model.Scale;

/**
 * The usual value for each time of day, with separate weekends if required: a moving mean in each bin. A bin without
 * values uses the mean of all. Mutable, one thread.
 */
final class SeasonalProfile implements SavedState {

    private static final int DAY_SECONDS = 86_400;
    private static final double OVERALL_RATE = 0.001;

    private final Scale scale;
    private final int bins;
    private final boolean weekends;
    private final double rate;
    private final float[] means;
    private final byte[] counts;
    private double overall;
    private int seen;

    /**
     * Nothing seen.
     *
     * @param scale how values differ; the mean of directions moves the shorter way
     * @param bins number of bins per day
     * @param weekends whether weekends have their own bins
     * @param rate weight of a new value in its bin, once the bin has 1 / rate values; at least 0.01
     */
    SeasonalProfile(Scale scale, int bins, boolean weekends, double rate) {
        this.scale = scale;
        this.bins = bins;
        this.weekends = weekends;
        this.rate = rate;
        this.means = new float[weekends ? 2 * bins : bins];
        this.counts = new byte[means.length];
    }

    int size() {
        return means.length;
    }

    int bin(DetectorSample sample) {
        int bin = (int) ((long) sample.secondOfDay() * bins / DAY_SECONDS);
        return weekends && sample.weekend() ? bin + bins : bin;
    }

    /** Number of values in the bin, at most 127. */
    int count(int bin) {
        return counts[bin];
    }

    /** The usual value; NaN before the first. */
    double usual(int bin) {
        return counts[bin] > 0 ? means[bin] : seen > 0 ? overall : Double.NaN;
    }

    /** The value minus the usual value; 0 for the first. */
    double residual(DetectorSample sample) {
        double usual = usual(bin(sample));
        return Double.isNaN(usual) ? 0 : scale.difference(sample.value(), usual);
    }

    void add(DetectorSample sample) {
        int bin = bin(sample);
        if (counts[bin] < Byte.MAX_VALUE) {
            counts[bin]++;
        }
        means[bin] += (float) (weight(counts[bin]) * scale.difference(sample.value(), means[bin]));
        if (seen < 1 / OVERALL_RATE) {
            seen++;
        }
        overall += Math.max(OVERALL_RATE, 1.0 / seen) * scale.difference(sample.value(), overall);
    }

    /** The weight of a new value in a bin with this many values. */
    double weight(int count) {
        return Math.max(rate, 1.0 / count);
    }

    @Override
    public int bytes() {
        return 5 * means.length + 12;
    }

    @Override
    public void write(ByteBuffer out) {
        SavedState.put(out, means);
        out.put(counts).putDouble(overall).putInt(seen);
    }

    @Override
    public void read(ByteBuffer in) {
        SavedState.get(in, means);
        in.get(counts);
        overall = in.getDouble();
        seen = in.getInt();
    }
}
