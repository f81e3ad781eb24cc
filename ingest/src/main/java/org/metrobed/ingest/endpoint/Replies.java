package org.metrobed.ingest.endpoint;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.ASSIGNED_CLIENT_IDENTIFIER;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.MAXIMUM_PACKET_SIZE;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.REASON_STRING;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.RECEIVE_MAXIMUM;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.SHARED_SUBSCRIPTION_AVAILABLE;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.SUBSCRIPTION_IDENTIFIER_AVAILABLE;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.TOPIC_ALIAS_MAXIMUM;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.util.List;

/** Packets of the endpoint. Netty leaves out what MQTT 3.1.1 does not know. Static functions only. */
final class Replies {

    private Replies() {}

    static MqttMessage connected(ConnectRequest request, boolean present, int maxPacketBytes) {
        MqttProperties properties = new MqttProperties();
        properties.add(new IntegerProperty(RECEIVE_MAXIMUM.value(), InboundMessages.RECEIVE_MAXIMUM));
        properties.add(new IntegerProperty(MAXIMUM_PACKET_SIZE.value(), maxPacketBytes));
        properties.add(new IntegerProperty(TOPIC_ALIAS_MAXIMUM.value(), TopicAliases.MOST));
        properties.add(new IntegerProperty(SHARED_SUBSCRIPTION_AVAILABLE.value(), 0));
        properties.add(new IntegerProperty(SUBSCRIPTION_IDENTIFIER_AVAILABLE.value(), 0));
        if (request.assigned()) {
            properties.add(new StringProperty(ASSIGNED_CLIENT_IDENTIFIER.value(), request.clientId()));
        }
        return MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                .sessionPresent(present)
                .properties(properties)
                .build();
    }

    static MqttMessage refused(MqttConnectReturnCode code, String reason) {
        return MqttMessageBuilders.connAck()
                .returnCode(code)
                .sessionPresent(false)
                .properties(reason(reason))
                .build();
    }

    /** PUBACK, PUBREC or PUBCOMP. */
    static MqttMessage answer(MqttMessageType type, int id, int code) {
        return new MqttMessage(
                header(type, MqttQoS.AT_MOST_ONCE),
                new MqttPubReplyMessageVariableHeader(id, (byte) code, MqttProperties.NO_PROPERTIES));
    }

    static MqttMessage subscribed(int id, List<Integer> codes, String reason) {
        return new MqttSubAckMessage(
                header(MqttMessageType.SUBACK, MqttQoS.AT_MOST_ONCE),
                new MqttMessageIdAndPropertiesVariableHeader(id, reason(reason)),
                new MqttSubAckPayload(codes));
    }

    /** {@code codes} null for MQTT 3.1.1. */
    static MqttMessage unsubscribed(int id, List<Short> codes) {
        return new MqttUnsubAckMessage(
                header(MqttMessageType.UNSUBACK, MqttQoS.AT_MOST_ONCE),
                new MqttMessageIdAndPropertiesVariableHeader(id, MqttProperties.NO_PROPERTIES),
                codes == null ? null : new MqttUnsubAckPayload(codes));
    }

    static MqttMessage pong() {
        return MqttMessage.PINGRESP;
    }

    /** The farewell of the endpoint, which only MQTT 5 knows. */
    static MqttMessage farewell(int code, String reason) {
        return new MqttMessage(
                header(MqttMessageType.DISCONNECT, MqttQoS.AT_MOST_ONCE),
                new MqttReasonCodeAndPropertiesVariableHeader((byte) code, reason(reason)));
    }

    static MqttMessage publish(ClientSession.Sending sending, long nowMillis) {
        Delivery delivery = sending.delivery();
        MqttProperties properties = new MqttProperties();
        if (delivery.expiresMillis() != Delivery.NEVER) {
            properties.add(new IntegerProperty(PUBLICATION_EXPIRY_INTERVAL.value(), (int)
                    Math.min(Integer.MAX_VALUE, delivery.secondsLeft(nowMillis))));
        }
        return new MqttPublishMessage(
                new MqttFixedHeader(
                        MqttMessageType.PUBLISH,
                        sending.again(),
                        MqttQoS.valueOf(delivery.qos()),
                        delivery.retained(),
                        0),
                new MqttPublishVariableHeader(delivery.topic(), sending.id(), properties),
                Unpooled.wrappedBuffer(delivery.payload()));
    }

    private static MqttFixedHeader header(MqttMessageType type, MqttQoS qos) {
        return new MqttFixedHeader(type, false, qos, false, 0);
    }

    private static MqttProperties reason(String reason) {
        MqttProperties properties = new MqttProperties();
        if (!reason.isEmpty()) {
            properties.add(new StringProperty(REASON_STRING.value(), reason));
        }
        return properties;
    }
}
