package org.metrobed.recordings;

import java.util.Objects;

/** An MQTT message of a recording. Immutable if nobody changes the payload. */
public final class RecordedMessage {

    private static final int MAX_QOS = 2;

    private final long receivedMicros;
    private final String topic;
    private final byte[] payload;
    private final int qos;
    private final boolean retained;

    /**
     * A message.
     *
     * @param receivedMicros when it was received, microseconds since 1970 UTC
     * @param payload must not be changed afterwards
     * @param qos its quality of service, 0 to 2
     * @param retained whether the broker had kept it before the recording began
     */
    public RecordedMessage(long receivedMicros, String topic, byte[] payload, int qos, boolean retained) {
        if (qos < 0 || qos > MAX_QOS) {
            throw new IllegalArgumentException("qos is " + qos + ", must be 0, 1 or 2");
        }
        this.receivedMicros = receivedMicros;
        this.topic = Objects.requireNonNull(topic, "topic");
        this.payload = Objects.requireNonNull(payload, "payload");
        this.qos = qos;
        this.retained = retained;
    }

    /** When it was received, microseconds since 1970 UTC. */
    public long receivedMicros() {
        return receivedMicros;
    }

    /** Its MQTT topic. */
    public String topic() {
        return topic;
    }

    /** Its payload; must not be changed. */
    public byte[] payload() {
        return payload;
    }

    /** Its quality of service, 0 to 2. */
    public int qos() {
        return qos;
    }

    /** Whether the broker had kept it before the recording began. */
    public boolean retained() {
        return retained;
    }

    /** The same message on another topic and with another payload. */
    public RecordedMessage with(String otherTopic, byte[] otherPayload) {
        return new RecordedMessage(receivedMicros, otherTopic, otherPayload, qos, retained);
    }
}
