package org.metrobed.ingest.mqtt;

/**
 * A message as the broker delivered it. The payload is handed on, not copied: nobody changes it.
 *
 * @param topic the MQTT topic
 * @param payload may be empty, never null
 * @param qos 0 or 1, as delivered
 * @param duplicate whether the broker marks it as a redelivery; not known, so false, over TLS
 * @param contentType MQTT 5 content type, null when the publisher gave none
 * @param messageId what acknowledges it, in its connection alone; meaningless at QoS 0
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Incoming(String topic, byte[] payload, int qos, boolean duplicate, String contentType, int messageId) {}
