package org.metrobed.stream.source;

import org.metrobed.wire.topic.RawKind;

/**
 * One record of the raw log. The payload is shared, never changed. Immutable.
 *
 * <p>It is consumed in the operator chain of the source and is never serialised.
 */
public final class RawRecord {

    private final RawKind kind;
    private final int partition;
    private final long offset;
    private final long receivedMillis;
    private final String topic;
    private final byte[] payload;
    private final long length;

    /**
     * @param topic the MQTT topic, empty for a heartbeat
     * @param payload the bytes, or the first ones of an oversize message
     * @param length how many bytes were received
     */
    public RawRecord(
            RawKind kind, int partition, long offset, long receivedMillis, String topic, byte[] payload, long length) {
        this.kind = kind;
        this.partition = partition;
        this.offset = offset;
        this.receivedMillis = receivedMillis;
        this.topic = topic;
        this.payload = payload;
        this.length = length;
    }

    public RawKind kind() {
        return kind;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    /** Log time, milliseconds since 1970 UTC. */
    public long receivedMillis() {
        return receivedMillis;
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
}
