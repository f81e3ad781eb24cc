package org.metrobed.decoders.spi;

import java.util.Objects;

/** One MQTT message as a decoder sees it. The payload is shared and never changed. Immutable by contract; thread-safe. */
public final class Message {

    private final String topic;
    private final byte[] payload;
    private final String contentType;
    private final long receivedMillis;

    /**
     * A message.
     *
     * @param topic the MQTT topic
     * @param payload the bytes as received; handed on, not copied
     * @param contentType the MQTT 5 content type, null when the publisher gave none
     * @param receivedMillis when it was received, milliseconds since 1970 UTC; what a payload's relative time refers to
     */
    public Message(String topic, byte[] payload, String contentType, long receivedMillis) {
        this.topic = Objects.requireNonNull(topic, "topic");
        this.payload = Objects.requireNonNull(payload, "payload");
        this.contentType = contentType;
        this.receivedMillis = receivedMillis;
    }

    /** The MQTT topic. */
    public String topic() {
        return topic;
    }

    /** The bytes as received; not to be changed. */
    public byte[] payload() {
        return payload;
    }

    /** The MQTT 5 content type, null when there is none. */
    public String contentType() {
        return contentType;
    }

    /** When it was received, milliseconds since 1970 UTC. */
    public long receivedMillis() {
        return receivedMillis;
    }
}
