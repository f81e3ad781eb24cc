package org.metrobed.decoders.spi;

import com.google.protobuf.ByteString;
import java.util.Objects;

/**
 * A message that a decoder wants to publish, such as the request for a new birth. A replay never sends it. Immutable.
 *
 * @param topic the MQTT topic to publish to
 * @param payload the bytes
 * @param qos 0 or 1
 * @param validMillis how long it may be sent after the received time of the message that caused it, milliseconds
 */
public record Command(String topic, ByteString payload, int qos, long validMillis) {

    public Command {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(payload, "payload");
    }
}
