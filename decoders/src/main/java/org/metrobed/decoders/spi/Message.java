package org.metrobed.decoders.spi;

import java.util.Objects;

/**
 * One MQTT message as the input of a decoder. The payload is shared and must not be changed. Immutable by contract;
 * thread-safe.
 */
public final class Message {

    private final String topic;
    private final byte[] payload;
    private final String contentType;
    private final long receivedMicros;

    /**
     * A message.
     *
     * @param topic the MQTT topic
     * @param payload the received bytes; not copied
     * @param contentType the MQTT 5 content type, null if the publisher gave none
     * @param receivedMillis received time, milliseconds since 1970 UTC
     */
    public Message(String topic, byte[] payload, String contentType, long receivedMillis) {
        this(topic, payload, contentType, receivedMillis, 0);
    }

    /**
     * A message with a received time in microseconds.
     *
     * @param micros of the received time beyond its milliseconds, 0 to 999
     */
    public Message(String topic, byte[] payload, String contentType, long receivedMillis, int micros) {
        this.topic = Objects.requireNonNull(topic, "topic");
        this.payload = Objects.requireNonNull(payload, "payload");
        this.contentType = contentType;
        this.receivedMicros = receivedMillis * 1_000 + micros;
    }

    /** The MQTT topic. */
    public String topic() {
        return topic;
    }

    /** The received bytes; must not be changed. */
    public byte[] payload() {
        return payload;
    }

    /** The MQTT 5 content type, null if there is none. */
    public String contentType() {
        return contentType;
    }

    /** Received time, milliseconds since 1970 UTC. */
    public long receivedMillis() {
        return Math.floorDiv(receivedMicros, 1_000);
    }

    /** Received time, microseconds since 1970 UTC; relative times in a payload are counted from it. */
    public long receivedMicros() {
        return receivedMicros;
    }
}
