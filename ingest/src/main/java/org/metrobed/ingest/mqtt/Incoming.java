package org.metrobed.ingest.mqtt;

/**
 * A message as the broker delivered it. The payload is not copied; nobody may change it.
 *
 * @param topic the MQTT topic
 * @param payload may be empty, never null
 * @param qos 0 or 1, as delivered
 * @param duplicate whether the broker marks it as a redelivery; unknown, therefore false, over TLS
 * @param contentType MQTT 5 content type, null if the publisher sent none
 * @param messageId id for its acknowledgement, valid only in its connection; meaningless at QoS 0
 * @param retained whether the broker had kept it and sends it because of a new subscription
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Incoming(
        String topic, byte[] payload, int qos, boolean duplicate, String contentType, int messageId, boolean retained) {

    /** A message that was published just now. */
    public Incoming(String topic, byte[] payload, int qos, boolean duplicate, String contentType, int messageId) {
        this(topic, payload, qos, duplicate, contentType, messageId, false);
    }

    /** The same with another payload. */
    public Incoming withPayload(byte[] other) {
        return new Incoming(topic, other, qos, duplicate, contentType, messageId, retained);
    }
}
