package org.metrobed.topics;

import java.nio.charset.StandardCharsets;

/**
 * The headers of a raw record: their names, and the conversion of values to bytes and back. Texts are UTF-8, numbers
 * and booleans their usual text, {@link #SHA256} the 32 bytes of the hash. The returned arrays are shared and must not
 * be changed. Static functions only.
 */
public final class RawHeaders {

    /** The MQTT topic, text. */
    public static final String MQTT_TOPIC = "mqtt-topic";
    /** The MQTT quality of service, 0, 1 or 2. */
    public static final String QOS = "qos";
    /** Whether the broker marked it as a duplicate delivery, true or false. */
    public static final String DUP = "dup";
    /** Whether the broker had kept the message and sent it at a subscription, true; absent otherwise. */
    public static final String RETAINED = "retained";
    /** The ingest session that wrote it, text. */
    public static final String SESSION = "session";
    /** The MQTT 5 content type, text; absent if the publisher gave none. */
    public static final String CONTENT_TYPE = "content-type";
    /** SHA-256 of the whole payload, 32 bytes. */
    public static final String SHA256 = "sha256";
    /**
     * Microseconds of the message's received time beyond its milliseconds, 0 to 999. So no two messages of one ingest have
     * the same received time. Absent in records of release 0.1.
     */
    public static final String MICROS = "micros";
    /** The kind of the record, see {@link RawKind}. */
    public static final String KIND = "kind";
    /** Length of the whole payload in bytes; only for a message in parts and {@link RawKind#OVERSIZE}. */
    public static final String LENGTH = "length";
    /** Offsets of the parts before the record's own value, see {@link RawParts}; absent if it has none. */
    public static final String PARTS = "parts";
    /** Offset of the redriven message in the same partition; only for {@link RawKind#REDRIVE}. */
    public static final String REDRIVE_OFFSET = "redrive-offset";
    /**
     * Received time of the redriven message, milliseconds since 1970 UTC; only for {@link RawKind#REDRIVE} and {@link RawKind#HEARD}.
     */
    public static final String REDRIVE_RECEIVED = "redrive-received";
    /** Indices of the readings to redrive, separated by commas, -1 for all; only for {@link RawKind#REDRIVE}. */
    public static final String REDRIVE_INDICES = "redrive-indices";

    /**
     * Added to the time stamps of a redriven message, milliseconds; only for {@link RawKind#REDRIVE}, absent for 0.
     */
    public static final String REDRIVE_CLOCK = "redrive-clock";

    private static final byte[][] DIGITS = {text("0"), text("1"), text("2")};
    private static final byte[] TRUE = text("true");
    private static final byte[] FALSE = text("false");

    private RawHeaders() {}

    /** The bytes of a text. */
    public static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** The text of bytes; null for null. */
    public static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The bytes of a number. */
    public static byte[] number(long value) {
        return value >= 0 && value < DIGITS.length ? DIGITS[(int) value] : text(Long.toString(value));
    }

    /**
     * The number of bytes.
     *
     * @throws IllegalArgumentException if they are null or not a number
     */
    public static long number(byte[] bytes) {
        if (bytes == null) {
            throw new IllegalArgumentException("a raw header that must be a number is absent");
        }
        return Long.parseLong(text(bytes));
    }

    /** The bytes of a boolean. */
    public static byte[] flag(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** The boolean of bytes; false for null. */
    public static boolean flag(byte[] bytes) {
        return bytes != null && bytes.length == TRUE.length;
    }
}
