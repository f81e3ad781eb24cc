package org.metrobed.stream.support;

import java.io.IOException;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the number of values that follow, and refuses more than the layout has room for. Static functions only. */
public final class Counts {

    private static final int MOST_IN_A_BYTE = 0xFF;
    private static final int MOST_IN_TWO = 0xFFFF;

    private Counts() {}

    /**
     * Writes a count of at most 255 in one byte.
     *
     * @param what is counted, for the message
     * @throws IllegalArgumentException if it is larger
     */
    public static void writeByte(int count, String what, DataOutputView out) throws IOException {
        out.writeByte(checked(count, MOST_IN_A_BYTE, what));
    }

    /**
     * Writes a count of at most 65,535 in two bytes.
     *
     * @param what is counted, for the message
     * @throws IllegalArgumentException if it is larger
     */
    public static void writeShort(int count, String what, DataOutputView out) throws IOException {
        out.writeShort(checked(count, MOST_IN_TWO, what));
    }

    private static int checked(int count, int most, String what) {
        if (count < 0 || count > most) {
            throw new IllegalArgumentException(count + " " + what + " cannot be written, at most " + most + " can");
        }
        return count;
    }
}
