package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * A mean that forgets: at first the mean of all numbers, later an exponential mean with a fixed rate. Mutable, one
 * thread.
 */
final class SlowMean implements SavedState {

    private final double rate;
    private double mean;
    private int seen;

    SlowMean(double rate) {
        this.rate = rate;
    }

    double mean() {
        return mean;
    }

    void add(double number) {
        if (seen < 1 / rate) {
            seen++;
        }
        mean += Math.max(rate, 1.0 / seen) * (number - mean);
    }

    @Override
    public int bytes() {
        return 12;
    }

    @Override
    public void write(ByteBuffer out) {
        out.putDouble(mean).putInt(seen);
    }

    @Override
    public void read(ByteBuffer in) {
        mean = in.getDouble();
        seen = in.getInt();
    }
}
