package org.metrobed.simulators.fleet;

import java.util.Objects;

/** One MQTT message of a gateway. Immutable as long as nobody changes the payload. */
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

    /** Who sends it. */
    public String gateway() {
        return gateway;
    }

    /** Where to. */
    public String topic() {
        return topic;
    }

    /** Its bytes; not to be changed. */
    public byte[] payload() {
        return payload;
    }

    /** How many readings are in it. */
    public int readings() {
        return readings;
    }

    /** When the last reading of those that leave together was sent, milliseconds since 1970 UTC. */
    public long sentMillis() {
        return sentMillis;
    }
}
