package org.metrobed.topics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The kind of a record of the raw log; header {@link RawHeaders#KIND}. */
public enum RawKind {
    /** An MQTT message; the value is its payload, unchanged. */
    MESSAGE("message"),
    /** A heartbeat of ingest; the value is a {@link Heartbeat}. */
    HEARTBEAT("heartbeat"),
    /** An MQTT message in parts; the value is the last part of its payload, see {@link RawParts}. */
    LARGE("large"),
    /** A part of a large message, see {@link RawParts}; it belongs to the record that names it. */
    PART("part"),
    /** The head of a large message, as release 0.1 kept it; headers state its length and hash. Written by nobody. */
    OVERSIZE("oversize"),
    /** An earlier message again, for a repaired decoder; the value is its payload, headers state its position. */
    REDRIVE("redrive"),
    /**
     * A monitor record: ingest is silent. The value is a {@link Heartbeat} whose {@code since} is the time of the last
     * heartbeat. Its word in the log is older than its name here.
     */
    MONITOR("watch"),
    /**
     * From here on, keys are divided over another number of partitions; the value is their number. In every partition, and
     * in an added one before all other records.
     */
    DIVISION("division"),
    /** An alarm of the system, written by the API; the value is a {@link RawAlarm}. */
    ALARM("alarm"),
    /**
     * An MQTT message that was received before a binding fitted its topic; a header states when. The value is its payload.
     */
    HEARD("heard"),
    /** A record whose headers neither ingest nor the API writes; it becomes a dead letter. Written by nobody. */
    UNREADABLE("unreadable"),
    /** A message with parts that are not all there, or not as received; it becomes a dead letter. Written by nobody. */
    INCOMPLETE("incomplete"),
    /** An MQTT message that the broker had kept, as its header {@link RawHeaders#RETAINED} says. Written by nobody. */
    RETAINED("retained");

    private static final RawKind[] ALL = values();

    @SuppressWarnings("ImmutableEnumChecker") // shared by contract: never changed
    private final byte[] bytes;

    RawKind(String word) {
        this.bytes = word.getBytes(StandardCharsets.US_ASCII);
    }

    /** The header value; must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * The kind of a header value; {@code null} (no header) is MESSAGE.
     *
     * @throws IllegalArgumentException if it is not a kind
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
