package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/** Whether something happened a given number of times among the last few. Mutable, one thread. */
final class Recurrence implements SavedState {

    private final int times;
    private final int bytes;
    private final long mask;
    private long history;

    /**
     * Nothing has happened.
     *
     * @param times how many times count as often
     * @param among how many of the last are counted, at most 63
     */
    Recurrence(int times, int among) {
        this.times = times;
        this.bytes = (among + Byte.SIZE - 1) / Byte.SIZE;
        this.mask = (1L << among) - 1;
    }

    /**
     * Takes whether it happened.
     *
     * @return whether it happened often
     */
    boolean next(boolean happened) {
        history = (history << 1 | (happened ? 1 : 0)) & mask;
        return Long.bitCount(history) >= times;
    }

    /** Whether it did not happen among the last. */
    boolean isNever() {
        return history == 0;
    }

    /** Resets to the beginning. */
    void forget() {
        history = 0;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public void write(ByteBuffer out) {
        for (int i = 0; i < bytes; i++) {
            out.put((byte) (history >>> (i * Byte.SIZE)));
        }
    }

    @Override
    public void read(ByteBuffer in) {
        history = 0;
        for (int i = 0; i < bytes; i++) {
            history |= (long) Byte.toUnsignedInt(in.get()) << (i * Byte.SIZE);
        }
    }
}
