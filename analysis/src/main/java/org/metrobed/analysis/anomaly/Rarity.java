package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * Counts how often a magnitude of at least a given size was seen. Counts are kept in bins of a fixed ratio, below the
 * largest magnitude so far. Old counts fade. Deterministic; the share of a magnitude is exact to the width of a bin.
 * Mutable, one thread.
 */
final class Rarity implements SavedState {

    /** Beyond this many samples, old samples lose weight. */
    private static final double MEMORY = 10_000;

    private static final float FADE = 0.9f;
    /** Counts are whole numbers of this part, so that they can be saved in three bytes. */
    private static final float PART = 1 / 1_024f;

    /** The addition to the surprise for ten times the largest magnitude, before the limit of {@link #MOST_BEYOND}. */
    private static final double BEYOND = 2;

    private static final double MOST_BEYOND = 1;
    /**
     * A magnitude that is larger by at most this factor counts as the largest again: a mean that converges must not set
     * new records for ever.
     */
    private static final double AS_LARGE = 1.03;

    private static final int NONE = Integer.MIN_VALUE;
    private static final double LN_2 = StrictMath.log(2);
    private static final double LN_10 = StrictMath.log(10);

    private static final int MOST_PARTS = 0xff_ffff;

    private final int binsPerOctave;
    private final float[] counts;
    private int top = NONE;
    private double largest;
    private float zeros;
    private float total;
    /** Whether the next bytes to be read have counts of four bytes, as before version 2 of the detector. */
    private boolean wide;

    /**
     * Nothing seen.
     *
     * @param binsPerOctave bins from a magnitude to its double
     * @param octaves how far below the largest magnitude bins reach; the last bin holds everything smaller
     */
    Rarity(int binsPerOctave, int octaves) {
        this.binsPerOctave = binsPerOctave;
        this.counts = new float[binsPerOctave * octaves];
    }

    /** Expects bytes with counts of four bytes. */
    void widen() {
        wide = true;
    }

    /** Number of samples; faded samples count less. */
    double total() {
        return total;
    }

    /** Number of samples that were at least this large. */
    double countFrom(double magnitude) {
        if (magnitude <= 0) {
            return total;
        }
        if (top == NONE || magnitude > largest * AS_LARGE) {
            return 0;
        }
        double place = place(Math.min(magnitude, largest));
        int bin = (int) Math.floor(place);
        int index = Math.min(counts.length - 1, top - bin);
        double above = 0;
        for (int i = 0; i < index; i++) {
            above += counts[i];
        }
        return above + counts[index] * (1 - (place - bin));
    }

    /** The addition to the surprise of a magnitude larger than all others. */
    double beyond(double magnitude) {
        return largest > 0 && magnitude > largest
                ? Math.min(MOST_BEYOND, BEYOND * StrictMath.log10(magnitude / largest))
                : 0;
    }

    /** The surprise of a magnitude, compared with the samples before it. */
    double surprise(double magnitude) {
        return -StrictMath.log((countFrom(magnitude) + 1) / (total + 1)) / LN_10 + beyond(magnitude);
    }

    /** A magnitude that the given share of samples reached or exceeded; 0 if nothing was seen. */
    double reachedBy(double share) {
        double wanted = share * total;
        double above = 0;
        for (int i = 0; i < counts.length; i++) {
            above += counts[i];
            if (above > wanted) {
                return Math.min(largest, StrictMath.exp((top - i + 1) * LN_2 / binsPerOctave));
            }
        }
        return 0;
    }

    /** Counts a sample. */
    void add(double magnitude) {
        if (magnitude > 0) {
            int bin = (int) Math.floor(place(magnitude));
            raiseTop(bin);
            counts[Math.min(counts.length - 1, top - bin)]++;
            largest = Math.max(largest, magnitude);
        } else {
            zeros++;
        }
        total++;
        if (total > MEMORY) {
            fade();
        }
    }

    /** Reduces all counts, as after this many samples. */
    void fade() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.round(counts[i] * FADE / PART) * PART;
        }
        zeros *= FADE;
        total *= FADE;
    }

    private double place(double magnitude) {
        return StrictMath.log(magnitude) / LN_2 * binsPerOctave;
    }

    private void raiseTop(int bin) {
        int shift = top == NONE ? 0 : bin - top;
        if (top == NONE || shift > 0) {
            top = bin;
        }
        for (int i = counts.length - 1; shift > 0 && i >= 0; i--) {
            float count = counts[i];
            counts[i] = 0;
            counts[(int) Math.min(counts.length - 1L, (long) i + shift)] += count;
        }
    }

    @Override
    public int bytes() {
        return (wide ? 4 : 3) * counts.length + 20;
    }

    @Override
    public void write(ByteBuffer out) {
        for (float count : counts) {
            int parts = Math.min(MOST_PARTS, Math.round(count / PART));
            out.put((byte) (parts >> 16)).putShort((short) parts);
        }
        out.putInt(top).putDouble(largest).putFloat(zeros).putFloat(total);
    }

    @Override
    public void read(ByteBuffer in) {
        for (int i = 0; i < counts.length; i++) {
            int parts = wide
                    ? Math.round(in.getFloat() / PART)
                    : (Byte.toUnsignedInt(in.get()) << Short.SIZE) + Short.toUnsignedInt(in.getShort());
            counts[i] = PART * parts;
        }
        wide = false;
        top = in.getInt();
        largest = in.getDouble();
        zeros = in.getFloat();
        total = in.getFloat();
    }
}
