package org.metrobed.stream.source;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.RawPosition;
import org.metrobed.topics.RawKind;

/** One record of the raw log. Its arrays come from Kafka and are never changed. Immutable by contract. */
public final class RawRecord {

    /** A record of release 0.1, or none of a message, has no {@link #micros}. */
    public static final int NO_MICROS = -1;

    private static final byte[] NO_KEY = {};

    private final RawKind kind;
    private final int partition;
    private final long offset;
    private final long logMillis;
    private final String topic;
    private final byte[] payload;
    private final long length;
    private final byte[] key;
    private final String contentType;
    private final Again again;
    private final int micros;
    private final long orderedFromMillis;

    /**
     * The message that is redriven, and the readings to take from it. Immutable.
     *
     * @param offset of the message, in the same partition
     * @param receivedMillis when it was received, milliseconds since 1970 UTC
     * @param indices the readings to take; -1 for all
     * @param clockMillis added to its time stamps, milliseconds; 0 for none
     */
    public record Again(long offset, long receivedMillis, List<Integer> indices, long clockMillis) {

        /** Without a correction of the clock. */
        public Again(long offset, long receivedMillis, List<Integer> indices) {
            this(offset, receivedMillis, indices, 0);
        }

        public Again {
            indices = List.copyOf(indices);
        }

        /** Whether a reading is taken. */
        public boolean chooses(int index) {
            return indices.contains(-1) || indices.contains(index);
        }
    }

    /**
     * A record without key and content type.
     *
     * @param logMillis log time, milliseconds since 1970 UTC; as it is read, the record's own time
     * @param topic the MQTT topic, empty for a heartbeat
     * @param payload the bytes, or the first ones of an oversize message
     * @param length how many bytes were received
     */
    public RawRecord(
            RawKind kind, int partition, long offset, long logMillis, String topic, byte[] payload, long length) {
        this(kind, partition, offset, logMillis, topic, payload, length, NO_KEY, null, null);
    }

    /**
     * A record.
     *
     * @param key the Kafka key
     * @param contentType the MQTT content type, null if there is none
     * @param again the redriven message, null for all other kinds than {@link RawKind#REDRIVE}
     */
    public RawRecord(
            RawKind kind,
            int partition,
            long offset,
            long logMillis,
            String topic,
            byte[] payload,
            long length,
            byte[] key,
            String contentType,
            Again again) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.partition = partition;
        this.offset = offset;
        this.logMillis = logMillis;
        this.topic = Objects.requireNonNull(topic, "topic");
        this.payload = Objects.requireNonNull(payload, "payload");
        this.length = length;
        this.key = Objects.requireNonNull(key, "key");
        this.contentType = contentType;
        this.again = again;
        this.micros = NO_MICROS;
        this.orderedFromMillis = 0;
    }

    private RawRecord(RawRecord other, long logMillis, int micros, long orderedFromMillis) {
        this.kind = other.kind;
        this.partition = other.partition;
        this.offset = other.offset;
        this.logMillis = logMillis;
        this.topic = other.topic;
        this.payload = other.payload;
        this.length = other.length;
        this.key = other.key;
        this.contentType = other.contentType;
        this.again = other.again;
        this.micros = micros;
        this.orderedFromMillis = orderedFromMillis;
    }

    /** This record with another log time, milliseconds since 1970 UTC. */
    public RawRecord at(long otherLogMillis) {
        return new RawRecord(this, otherLogMillis, micros, orderedFromMillis);
    }

    /**
     * This record with the microseconds of the received time of its message.
     *
     * @param otherMicros beyond its milliseconds, 0 to 999; {@link #NO_MICROS} if they are not known
     */
    public RawRecord withMicros(int otherMicros) {
        return new RawRecord(this, logMillis, otherMicros, orderedFromMillis);
    }

    /**
     * This record, whose key may have been in another partition before.
     *
     * @param sinceMillis log time since when it is in this one, milliseconds since 1970 UTC
     */
    public RawRecord orderedFrom(long sinceMillis) {
        return new RawRecord(this, logMillis, micros, sinceMillis);
    }

    public RawKind kind() {
        return kind;
    }

    public int partition() {
        return partition;
    }

    /** The offset of this record. */
    public long offset() {
        return offset;
    }

    /** The offset of its message; another one than the record's if it is redriven. */
    public long messageOffset() {
        return again == null ? offset : again.offset();
    }

    /** Log time, milliseconds since 1970 UTC; after decoding has begun it never decreases within a partition. */
    public long logMillis() {
        return logMillis;
    }

    /** Whether it says that its sender is there now: not if it is redriven, or kept by the broker. */
    public boolean isLive() {
        return again == null && kind != RawKind.RETAINED;
    }

    /** When its message was received, milliseconds since 1970 UTC; earlier than log time if it is redriven. */
    public long receivedMillis() {
        return again == null ? logMillis : again.receivedMillis();
    }

    /** Microseconds of the received time beyond its milliseconds, 0 to 999; {@link #NO_MICROS} if they are not known. */
    public int micros() {
        return micros;
    }

    /** When its message was received, microseconds since 1970 UTC. */
    public long receivedMicros() {
        return receivedMillis() * 1_000 + Math.max(0, micros);
    }

    /**
     * Log time from which all records of this key are in this partition, milliseconds since 1970 UTC; 0 if they always
     * were.
     */
    public long orderedFromMillis() {
        return orderedFromMillis;
    }

    public String topic() {
        return topic;
    }

    public byte[] payload() {
        return payload;
    }

    public long length() {
        return length;
    }

    /** The Kafka key, empty if there is none. */
    public byte[] key() {
        return key;
    }

    /** The MQTT content type, null if there is none. */
    public String contentType() {
        return contentType;
    }

    /** Whether a reading is to be taken: all of a message, the chosen ones of a redriven message. */
    public boolean chooses(int index) {
        return again == null || index == RawPosition.WHOLE_MESSAGE || again.chooses(index);
    }

    /** The redriven message, null if this record is no redrive. */
    public Again again() {
        return again;
    }
}
