package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Encodes whole numbers in as few bytes as needed: small numbers of either sign in one byte. Static functions only. */
final class VarInts {

    private VarInts() {}

    static void write(DataOutput out, long value) throws IOException {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long read(DataInput in) throws IOException {
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

    /** A count that is not below 0. */
    static int readCount(DataInput in) throws IOException {
        long count = read(in);
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IOException("a count is " + count);
        }
        return (int) count;
    }
}
