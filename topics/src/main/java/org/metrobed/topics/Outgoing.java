package org.metrobed.topics;

import com.google.protobuf.ByteString;
import java.util.Objects;

/**
 * An MQTT message that ingest must publish once, because a decoder asked for it. Replays and isolated runs write none.
 * Immutable.
 *
 * @param id the same for the same cause; also the Kafka key
 * @param topic the MQTT topic
 * @param payload the bytes
 * @param qos 0 or 1
 * @param expiresMillis the last time at which it may be sent, milliseconds since 1970 UTC
 */
public record Outgoing(String id, String topic, ByteString payload, int qos, long expiresMillis) {

    public Outgoing {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(payload, "payload");
    }
}
