package org.metrobed.model.params;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes whole numbers in as few bytes as they need: small ones of either sign in one byte. Static functions only. */
public final class VarInts {

    private VarInts() {}

    /** Writes a number. */
    public static void write(DataOutput out, long value) throws IOException {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** Reads a number. */
    public static long read(DataInput in) throws IOException {
        long rest = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.readUnsignedByte();
            rest |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw new IOException("a whole number has more than ten bytes");
    }

    /** Reads a count, which is not negative. */
    public static int readCount(DataInput in) throws IOException {
        long count = read(in);
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IOException("a count is " + count);
        }
        return (int) count;
    }
}
