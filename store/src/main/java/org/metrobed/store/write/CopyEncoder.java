package org.metrobed.store.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Encodes rows in the format of {@code COPY … (FORMAT BINARY)} into one growing buffer. Not thread-safe. */
final class CopyEncoder {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Signature, flags, length of the extension. */
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private byte[] buffer;
    private int length;

    CopyEncoder(int capacity) {
        buffer = new byte[Math.max(capacity, HEADER.length)];
    }

    /** Starts a stream. */
    void begin() {
        System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
        length = HEADER.length;
    }

    /** Starts a row with this number of fields. */
    void row(int fields) {
        ensure(Short.BYTES);
        SHORT.set(buffer, length, (short) fields);
        length += Short.BYTES;
    }

    /** A null field. */
    void nothing() {
        header(-1, 0);
    }

    void bool(boolean value) {
        header(1, 1);
        buffer[length++] = (byte) (value ? 1 : 0);
    }

    void int2(int value) {
        if (value != (short) value) {
            throw new ArithmeticException(value + " does not fit in a smallint");
        }
        header(Short.BYTES, Short.BYTES);
        SHORT.set(buffer, length, (short) value);
        length += Short.BYTES;
    }

    void int4(int value) {
        header(Integer.BYTES, Integer.BYTES);
        INT.set(buffer, length, value);
        length += Integer.BYTES;
    }

    void int8(long value) {
        header(Long.BYTES, Long.BYTES);
        LONG.set(buffer, length, value);
        length += Long.BYTES;
    }

    void float8(double value) {
        int8(Double.doubleToRawLongBits(value));
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] bytes) {
        header(bytes.length, bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    /** Ends the stream. */
    void end() {
        ensure(Short.BYTES);
        SHORT.set(buffer, length, (short) -1);
        length += Short.BYTES;
    }

    /** The buffer, valid up to {@link #length} and until the next call. */
    byte[] buffer() {
        return buffer;
    }

    /** Number of bytes in the buffer. */
    int length() {
        return length;
    }

    /** Clears the buffer after its bytes were sent. */
    void clear() {
        length = 0;
    }

    private void header(int fieldLength, int bytes) {
        ensure(Integer.BYTES + bytes);
        INT.set(buffer, length, fieldLength);
        length += Integer.BYTES;
    }

    private void ensure(int bytes) {
        if (length + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + bytes));
        }
    }
}
