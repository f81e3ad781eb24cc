package org.metrobed.ingest.endpoint;

/**
 * A message for the clients that subscribed to its topic. The payload is not copied; nobody may change it. Immutable.
 *
 * @param qos 0 or 1
 * @param retained whether it is sent because it was retained before the subscription
 * @param expiresMillis the last time at which it may be sent, milliseconds since 1970 UTC; {@link #NEVER}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Delivery(String topic, byte[] payload, int qos, boolean retained, long expiresMillis) {

    static final long NEVER = Long.MAX_VALUE;

    /** The same at another quality of service. */
    Delivery at(int otherQos) {
        return new Delivery(topic, payload, otherQos, retained, expiresMillis);
    }

    /** The same, as it is sent for a new subscription. */
    Delivery asRetained() {
        return new Delivery(topic, payload, qos, true, expiresMillis);
    }

    /** Seconds until it expires, at least 1. */
    long secondsLeft(long nowMillis) {
        return Math.max(1, (expiresMillis - nowMillis) / 1_000);
    }
}
