package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * The last numbers of a sequence. Means are summed anew each time, so that no rounding error accumulates. Mutable, one
 * thread.
 */
final class Recent implements SavedState {

    private final float[] ring;
    private int next;
    private int filled;

    Recent(int capacity) {
        ring = new float[capacity];
    }

    void add(double number) {
        ring[next] = (float) number;
        next = (next + 1) % ring.length;
        filled = Math.min(filled + 1, ring.length);
    }

    /** Mean of the newest numbers, or of all if there are fewer. */
    double mean(int newest) {
        int count = Math.min(newest, filled);
        double sum = 0;
        for (int back = 1; back <= count; back++) {
            sum += ring[(next - back + ring.length) % ring.length];
        }
        return count == 0 ? 0 : sum / count;
    }

    /** The largest of the kept numbers; negative infinity if there is none. */
    double max() {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < filled; i++) {
            max = Math.max(max, ring[i]);
        }
        return max;
    }

    @Override
    public int bytes() {
        return 4 * ring.length + 8;
    }

    @Override
    public void write(ByteBuffer out) {
        SavedState.put(out, ring);
        out.putInt(next).putInt(filled);
    }

    @Override
    public void read(ByteBuffer in) {
        SavedState.get(in, ring);
        next = in.getInt();
        filled = in.getInt();
    }
}
