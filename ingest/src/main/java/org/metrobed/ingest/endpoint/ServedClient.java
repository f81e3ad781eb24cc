package org.metrobed.ingest.endpoint;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.SESSION_EXPIRY_INTERVAL;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A client that is admitted, from its CONNACK to the end of its connection. Used by the event loop of its socket. */
@SuppressWarnings("FutureReturnValueIgnored") // if a write fails, Netty closes the socket
final class ServedClient {

    private static final int WITH_WILL = 4;

    private final EndpointParts parts;
    private final ClientSession session;
    private final Channel channel;
    private final InboundMessages inbound;
    private final OutboundMessages outbound;
    private Optional<Will> will;
    private long expirySeconds;

    ServedClient(EndpointParts parts, ConnectRequest request, ClientSession session, Gate gate, Channel channel) {
        this.parts = parts;
        this.session = session;
        this.channel = channel;
        this.inbound = new InboundMessages(parts, request, session, gate, channel);
        this.outbound = new OutboundMessages(parts, request, session, channel);
        this.will = request.will();
        this.expirySeconds = request.expirySeconds();
    }

    /** What the client receives. */
    OutboundMessages outbound() {
        return outbound;
    }

    /** Takes a packet; false if it is the farewell of the client. */
    boolean take(MqttMessage message) throws RuleBroken {
        switch (message.fixedHeader().messageType()) {
            case PUBLISH -> inbound.publish((MqttPublishMessage) message);
            case PUBREL -> inbound.release(id(message));
            case PUBACK -> outbound.acknowledged(id(message));
            case SUBSCRIBE -> outbound.subscribe((MqttSubscribeMessage) message);
            case UNSUBSCRIBE -> outbound.unsubscribe((MqttUnsubscribeMessage) message);
            case PINGREQ -> channel.writeAndFlush(Replies.pong());
            case DISCONNECT -> leave(message);
            default ->
                throw new RuleBroken(
                        RuleBroken.PROTOCOL,
                        "a client must not send " + message.fixedHeader().messageType());
        }
        return channel.isActive();
    }

    /** The will is not published: the endpoint ends the connection, and the client does not know yet. */
    void forgetWill() {
        will = Optional.empty();
    }

    /** The connection has ended. */
    void gone(ClientConnection connection) {
        parts.state().counters().left();
        inbound.stop();
        parts.state().clientSessions().left(session, connection, expirySeconds);
        will.ifPresent(this::publish);
    }

    private void leave(MqttMessage message) {
        boolean keepsWill = false;
        if (message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header) {
            keepsWill = header.reasonCode() == WITH_WILL;
            long other = ConnectRequest.number(header.properties(), SESSION_EXPIRY_INTERVAL, expirySeconds);
            expirySeconds = expirySeconds == 0 ? 0 : other; // MQTT 5: a session that ends now cannot be prolonged
        }
        will = keepsWill ? will : Optional.empty();
        channel.close();
    }

    private void publish(Will due) {
        long delay = Math.min(due.delaySeconds(), expirySeconds);
        if (delay == 0) {
            Wills.publish(session.clientId(), due, parts, channel.eventLoop());
            return;
        }
        Runnable later = () -> {
            if (parts.state().clientSessions().isAway(session)) {
                Wills.publish(session.clientId(), due, parts, channel.eventLoop());
            }
        };
        var unused = channel.eventLoop().schedule(later, delay, TimeUnit.SECONDS);
    }

    private static int id(MqttMessage message) {
        return ((MqttMessageIdVariableHeader) message.variableHeader()).messageId();
    }
}
