package org.metrobed.ingest.unbound;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.Objects;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.topics.UnboundTopic;

/**
 * A message on a topic that no binding fits. Its bytes are never changed.
 *
 * @param message the message; only the first bytes of its payload if that is large
 * @param length the length of its payload, bytes
 * @param receivedMicros received time, microseconds since 1970 UTC
 * @param goesThrough whether it is sent to the raw log when a binding fits it; false if it is there already, if the broker will send
 *     it again because it keeps it, or if its payload is not kept whole
 */
public record HeldMessage(Incoming message, int length, long receivedMicros, boolean goesThrough) {

    /** A larger payload is not kept whole, bytes. */
    static final int MOST_BYTES = 65_536;

    public HeldMessage {
        Objects.requireNonNull(message, "message");
    }

    /** A message as it is kept; {@code isStored}: it is in the raw log. */
    static HeldMessage of(Incoming message, long receivedMicros, boolean isStored) {
        int length = message.payload().length;
        boolean whole = length <= MOST_BYTES;
        Incoming kept =
                whole ? message : message.withPayload(Arrays.copyOf(message.payload(), UnboundTopic.MOST_SAMPLE_BYTES));
        return new HeldMessage(kept, length, receivedMicros, whole && !isStored && !message.retained());
    }

    /** Received time, milliseconds since 1970 UTC. */
    long receivedMillis() {
        return Math.floorDiv(receivedMicros, 1_000);
    }

    /** What it takes in memory, about, bytes. */
    int size() {
        return message.payload().length + message.topic().length() + 100;
    }

    UnboundTopic.Sample sample() {
        byte[] payload = message.payload();
        return new UnboundTopic.Sample(
                message.topic(),
                ByteString.copyFrom(payload, 0, Math.min(payload.length, UnboundTopic.MOST_SAMPLE_BYTES)),
                length,
                receivedMillis(),
                message.retained(),
                Objects.requireNonNullElse(message.contentType(), ""));
    }
}
