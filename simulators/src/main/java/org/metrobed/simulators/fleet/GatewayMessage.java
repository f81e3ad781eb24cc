package org.metrobed.simulators.fleet;

import java.util.Objects;

/** One MQTT message of a gateway. Immutable if nobody changes the payload. */
public final class GatewayMessage {

    private final String gateway;
    private final String topic;
    private final byte[] payload;
    private final int readings;
    private final long sentMillis;

    GatewayMessage(String gateway, String topic, byte[] payload, int readings, long sentMillis) {
        this.gateway = Objects.requireNonNull(gateway, "gateway");
        this.topic = Objects.requireNonNull(topic, "topic");
        this.payload = Objects.requireNonNull(payload, "payload");
        this.readings = readings;
        this.sentMillis = sentMillis;
    }

    /** The sending gateway. */
    public String gateway() {
        return gateway;
    }

    /** Its topic. */
    public String topic() {
        return topic;
    }

    /** Its bytes; must not be changed. */
    public byte[] payload() {
        return payload;
    }

    /** Number of its readings. */
    public int readings() {
        return readings;
    }

    /** When the last of its readings was sent, milliseconds since 1970 UTC. */
    public long sentMillis() {
        return sentMillis;
    }
}
