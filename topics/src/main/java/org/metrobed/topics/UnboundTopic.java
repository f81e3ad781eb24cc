package org.metrobed.topics;

import com.google.protobuf.ByteString;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;

/**
 * What one ingest has heard on the MQTT topics of a pattern that no binding fits, since it began to hear them. Its payloads may hold
 * personal data. Immutable.
 *
 * @param instance the instance of ingest
 * @param pattern an MQTT topic filter of these topics
 * @param messages the number of messages
 * @param firstMillis received time of the first one, milliseconds since 1970 UTC
 * @param lastMillis received time of the last one, milliseconds since 1970 UTC
 * @param bytes the sum of their payloads, bytes
 * @param largestBytes the largest payload, bytes
 * @param held the number of messages that ingest keeps; it sends them to the raw log when a binding fits them
 * @param samples some of the newest messages, the newest last
 */
@RecordBuilder
public record UnboundTopic(
        String instance,
        String pattern,
        long messages,
        long firstMillis,
        long lastMillis,
        long bytes,
        int largestBytes,
        int held,
        List<Sample> samples) {

    /** The first so many bytes of a sample's payload are in its record. */
    public static final int MOST_SAMPLE_BYTES = 8_192;

    /** At most so many samples are in a record. */
    public static final int MOST_SAMPLES = 5;

    /**
     * A message. Immutable.
     *
     * @param topic its MQTT topic
     * @param payload the first bytes, at most {@value UnboundTopic#MOST_SAMPLE_BYTES}
     * @param length the length of the whole payload, bytes
     * @param receivedMillis received time, milliseconds since 1970 UTC
     * @param retained whether the broker kept it and sent it at a subscription
     * @param contentType the MQTT 5 content type, empty if none
     */
    public record Sample(
            String topic, ByteString payload, int length, long receivedMillis, boolean retained, String contentType) {
        public Sample {
            Objects.requireNonNull(topic, "topic");
            Objects.requireNonNull(payload, "payload");
            Objects.requireNonNull(contentType, "contentType");
        }

        /** Whether the payload is whole. */
        public boolean isWhole() {
            return payload.size() == length;
        }
    }

    public UnboundTopic {
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(pattern, "pattern");
        samples = List.copyOf(samples);
    }

    /** The Kafka key. */
    public static String key(String instance, String pattern) {
        return instance + " " + pattern;
    }
}
