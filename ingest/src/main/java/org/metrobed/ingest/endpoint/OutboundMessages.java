package org.metrobed.ingest.endpoint;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.SUBSCRIPTION_IDENTIFIER;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption.RetainedHandlingPolicy;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.access.Access;
import org.metrobed.model.TopicFilter;

/** The subscriptions of one client and what it receives. Used by the event loop of its socket. */
@SuppressWarnings("FutureReturnValueIgnored") // if a write fails, Netty closes the socket
final class OutboundMessages {

    private static final int OLD_FAILURE = 0x80;
    private static final int NOT_FORWARDED = 0x83;
    private static final int FILTER = 0x8F;
    private static final int SHARED = 0x9E;
    private static final short NO_SUBSCRIPTION = 0x11;
    private static final int OVERHEAD_BYTES = 32;

    private final EndpointParts parts;
    private final ConnectRequest request;
    private final ClientSession session;
    private final Channel channel;

    OutboundMessages(EndpointParts parts, ConnectRequest request, ClientSession session, Channel channel) {
        this.parts = parts;
        this.request = request;
        this.session = session;
        this.channel = channel;
    }

    /** Grants or refuses each filter, and sends the retained messages of those that are granted. */
    void subscribe(MqttSubscribeMessage message) throws RuleBroken {
        boolean numbered =
                message.idAndPropertiesVariableHeader().properties().getProperty(SUBSCRIPTION_IDENTIFIER.value())
                        != null;
        if (numbered) {
            throw new RuleBroken(0xA1, "subscription identifiers are not available");
        }
        List<Integer> codes = new ArrayList<>();
        String reasons = "";
        for (MqttTopicSubscription wanted : message.payload().topicSubscriptions()) {
            Optional<RuleBroken> refused = refuse(wanted.topicFilter());
            if (refused.isEmpty()) {
                codes.add(grant(wanted));
            } else {
                codes.add(request.five() ? refused.get().code() : OLD_FAILURE);
                reasons = refused.get().getMessage();
            }
        }
        parts.state().clientSessions().changed(session);
        channel.write(Replies.subscribed(message.variableHeader().messageId(), codes, reasons));
        pump();
    }

    void unsubscribe(MqttUnsubscribeMessage message) {
        List<Short> codes = new ArrayList<>();
        for (String filter : message.payload().topics()) {
            codes.add(session.unsubscribe(filter) ? (short) 0 : NO_SUBSCRIPTION);
        }
        parts.state().clientSessions().changed(session);
        channel.writeAndFlush(
                Replies.unsubscribed(message.variableHeader().messageId(), request.five() ? codes : null));
    }

    /** The client has acknowledged a message. */
    void acknowledged(int id) {
        session.acknowledged(id);
        pump();
    }

    /** Sends what an earlier connection of the session did not acknowledge. */
    void resend() {
        session.listUnacknowledged().forEach(this::send);
        pump();
    }

    /** Sends what waits and what the client takes now. */
    void pump() {
        long now = parts.state().clock().millis();
        while (channel.isWritable()) {
            Optional<ClientSession.Sending> next = session.next(request.limits().receiveMaximum(), now);
            if (next.isEmpty()) {
                break;
            }
            send(next.get());
        }
        channel.flush();
    }

    private void send(ClientSession.Sending sending) {
        Delivery delivery = sending.delivery();
        int bytes = delivery.payload().length + delivery.topic().length() * 3 + OVERHEAD_BYTES;
        if (bytes > request.limits().packetBytes()) {
            session.acknowledged(sending.id()); // MQTT 5: what the client cannot take counts as delivered
            return;
        }
        channel.write(Replies.publish(sending, parts.state().clock().millis()));
    }

    private int grant(MqttTopicSubscription wanted) {
        int qos = Math.min(1, wanted.option().qos().value());
        String filter = wanted.topicFilter();
        boolean isNew = session.subscribe(filter, qos);
        RetainedHandlingPolicy policy = wanted.option().retainHandling();
        boolean send = policy == RetainedHandlingPolicy.SEND_AT_SUBSCRIBE
                || (isNew && policy == RetainedHandlingPolicy.SEND_AT_SUBSCRIBE_IF_NOT_YET_EXISTS);
        if (send) {
            long now = parts.state().clock().millis();
            for (Delivery retained : parts.state().retained().list(TopicFilter.of(filter), now)) {
                session.add(retained.at(Math.min(qos, retained.qos())).asRetained());
            }
        }
        return qos;
    }

    private Optional<RuleBroken> refuse(String filter) {
        Access access = parts.state().config().access();
        if (filter.startsWith("$share/")) {
            return Optional.of(new RuleBroken(SHARED, "shared subscriptions are not available"));
        }
        if (!TopicFilter.isValid(filter)) {
            return Optional.of(new RuleBroken(FILTER, "the filter is not valid"));
        }
        if (!access.isOpen() && !access.acl().maySubscribe(session.user(), session.clientId(), filter)) {
            return Optional.of(new RuleBroken(RuleBroken.NOT_AUTHORIZED, "may not read " + filter));
        }
        if (filter.startsWith("$") || !Forwarding.accepts(filter, parts.log())) {
            return Optional.of(new RuleBroken(
                    NOT_FORWARDED, "commands and retained status are forwarded, readings and $SYS are not"));
        }
        return Optional.empty();
    }
}
