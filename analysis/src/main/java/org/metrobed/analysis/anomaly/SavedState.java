package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/** A part of a detector's state. Its size depends only on its parameters; it is restored bit by bit. */
interface SavedState {

    /** How many bytes {@link #write} writes. */
    int bytes();

    void write(ByteBuffer out);

    void read(ByteBuffer in);

    /** Writes an array of known length. */
    static void put(ByteBuffer out, float[] values) {
        for (float value : values) {
            out.putFloat(value);
        }
    }

    /** Reads an array of known length. */
    static void get(ByteBuffer in, float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getFloat();
        }
    }
}
