package org.metrobed.lab.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Writes the native JSON of one message to a reused buffer, because it must need little processor time during the
 * measurement. Values are reproducible. One thread.
 */
public final class PayloadText {

    private static final byte[] HEAD = "{\"t\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MIDDLE = "\",\"o\":{".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes = new byte[512];
    private int length;
    private byte[] time = {};
    private long timeMicros = Long.MIN_VALUE;

    /** Writes a message with random values between 10 and 90 of properties {@code from} to {@code to}, exclusive. */
    public void write(long micros, int from, int to, long seed) {
        write(micros, from, to, property -> hundredths(seed * BenchCity.PROPERTIES + property));
    }

    /** Writes a message with the readings of a thing of a city, of properties {@code from} to {@code to}, exclusive. */
    public void write(CityPlan city, int thing, long micros, int from, int to) {
        write(
                micros,
                from,
                to,
                property -> CitySignal.hundredths(city, thing * BenchCity.PROPERTIES + property, micros));
    }

    private void write(long micros, int from, int to, IntUnaryOperator values) {
        if (micros != timeMicros) {
            timeMicros = micros;
            time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString().getBytes(StandardCharsets.US_ASCII);
        }
        length = 0;
        put(HEAD);
        put(time);
        put(MIDDLE);
        for (int property = from; property < to; property++) {
            if (property > from) {
                bytes[length++] = ',';
            }
            bytes[length++] = '"';
            bytes[length++] = 'p';
            bytes[length++] = (byte) ('0' + property);
            bytes[length++] = '"';
            bytes[length++] = ':';
            value(values.applyAsInt(property));
        }
        bytes[length++] = '}';
        bytes[length++] = '}';
    }

    /** The value of a property in {@link #write}. */
    public static double value(long seed, int property) {
        return hundredths(seed * BenchCity.PROPERTIES + property) / 100.0;
    }

    /** The buffer, valid up to {@link #length} until the next message is written. */
    public byte[] buffer() {
        return bytes;
    }

    /** The length of the message in bytes. */
    public int length() {
        return length;
    }

    /** A copy of the message. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private static int hundredths(long seed) {
        long mixed = seed * 0x9E37_79B9_7F4A_7C15L;
        return 1_000 + (int) ((mixed >>> 40) % 8_000);
    }

    private void value(int hundredths) {
        if (hundredths >= 10_000) {
            bytes[length++] = (byte) ('0' + hundredths / 10_000);
        }
        bytes[length++] = (byte) ('0' + hundredths / 1_000 % 10);
        bytes[length++] = (byte) ('0' + hundredths / 100 % 10);
        bytes[length++] = '.';
        bytes[length++] = (byte) ('0' + hundredths / 10 % 10);
        bytes[length++] = (byte) ('0' + hundredths % 10);
    }

    private void put(byte[] text) {
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }
}
