package org.metrobed.decoders.frame;

import java.util.Arrays;
import java.util.HexFormat;

/** The bytes of one frame that a device sent, with what is known about them beside. Immutable by contract. */
final class Frame {

    /** The port is not known. */
    static final int NO_PORT = -1;

    private static final int BYTE = 0xff;

    private final byte[] bytes;
    private final int port;
    private final String device;
    private final long micros;

    /**
     * A frame.
     *
     * @param bytes not copied, not to be changed
     * @param port of LoRaWAN, or {@link #NO_PORT}
     * @param device null if only the topic names it
     * @param micros time, or NO_TIME
     */
    Frame(byte[] bytes, int port, String device, long micros) {
        this.bytes = bytes;
        this.port = port;
        this.device = device;
        this.micros = micros;
    }

    int length() {
        return bytes.length;
    }

    int port() {
        return port;
    }

    String device() {
        return device;
    }

    long micros() {
        return micros;
    }

    /** A byte, 0 to 255. */
    int at(int index) {
        return bytes[index] & BYTE;
    }

    /**
     * An integer of 1 to 8 bytes; of 8 bytes the bits of one without a sign.
     *
     * @param little whether the first byte is the lowest
     */
    long unsigned(int at, int size, boolean little) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | at(at + (little ? size - 1 - i : i));
        }
        return value;
    }

    /** A two's complement integer of 1 to 8 bytes, the highest first. */
    long signed(int at, int size) {
        int unused = Long.SIZE - size * 8;
        return (unsigned(at, size, false) << unused) >> unused;
    }

    /** Bytes as hex digits in lower case, without divisions. */
    String hex(int at, int size) {
        return HexFormat.of().formatHex(bytes, at, at + size);
    }

    /** A part of this frame. */
    Frame part(int from, int to) {
        return new Frame(Arrays.copyOfRange(bytes, from, to), port, device, micros);
    }
}
