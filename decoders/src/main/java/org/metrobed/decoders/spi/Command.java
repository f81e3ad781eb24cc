package org.metrobed.decoders.spi;

import com.google.protobuf.ByteString;
import java.util.Objects;

/**
 * A message that a decoder asks to be published, such as the request of a new birth. Never sent by a replay. Immutable.
 *
 * @param topic the MQTT topic to publish to
 * @param payload the bytes
 * @param qos 0 or 1
 * @param validMillis how long after the received time of the message that caused it it may still be sent, milliseconds
 */
public record Command(String topic, ByteString payload, int qos, long validMillis) {

    public Command {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(payload, "payload");
    }
}
