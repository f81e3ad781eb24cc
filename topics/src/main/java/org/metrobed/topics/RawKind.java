package org.metrobed.topics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a record of the raw log is; header {@link RawHeaders#KIND}. */
public enum RawKind {
    /** An MQTT message; the value is its payload, unchanged. */
    MESSAGE("message"),
    /** A sign of life; the value is a {@link Heartbeat}. */
    HEARTBEAT("heartbeat"),
    /** The head of a message that was too large; headers tell its length and hash. */
    OVERSIZE("oversize"),
    /** An earlier message once more, for a repaired decoder; the value is its payload, headers tell where it lies. */
    REDRIVE("redrive"),
    /**
     * A note of the monitor that ingest is silent; the value is a {@link Heartbeat}, its {@code since} is the time of the last one.
     * Its word in the log is older than its name here.
     */
    MONITOR("watch"),
    /** A record whose headers neither ingest nor the API writes; it becomes a dead letter. Written by nobody. */
    UNREADABLE("unreadable");

    private static final RawKind[] ALL = values();

    @SuppressWarnings("ImmutableEnumChecker") // shared by contract: never changed
    private final byte[] bytes;

    RawKind(String word) {
        this.bytes = word.getBytes(StandardCharsets.US_ASCII);
    }

    /** The header value; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * The kind of a header value; {@code null} (no header) is MESSAGE.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static RawKind of(byte[] bytes) {
        if (bytes == null) {
            return MESSAGE;
        }
        for (RawKind kind : ALL) {
            if (Arrays.equals(kind.bytes, bytes)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "'" + new String(bytes, StandardCharsets.UTF_8) + "' is not a kind of raw record");
    }
}
