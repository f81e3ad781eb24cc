package org.metrobed.ingest.endpoint;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.CONTENT_TYPE;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import java.util.HashMap;
import java.util.Map;
import org.metrobed.ingest.endpoint.Wills.Forwarded;
import org.metrobed.ingest.mqtt.Incoming;

/**
 * The messages that one client publishes. Each goes to the log on arrival and is acknowledged in its turn when the log has
 * stored it. If there is too much that is not stored, or the client exceeds its rate, it is not read. Used by the event loop
 * of its socket.
 */
@SuppressWarnings("FutureReturnValueIgnored") // if a write fails, Netty closes the socket
final class InboundMessages {

    /** The number of unacknowledged messages of an MQTT 5 client. */
    static final int RECEIVE_MAXIMUM = 1_000;

    private static final int MOST_MESSAGES = 4_000;
    private static final long MOST_BYTES = 4L << 20;
    private static final int NO_SUBSCRIBERS = 0x10;
    private static final int FAILURE = 0x80;
    private static final int ID_NOT_FOUND = 0x92;
    private static final int QUOTA_EXCEEDED = 0x97;

    private final EndpointParts parts;
    private final ConnectRequest request;
    private final ClientSession session;
    private final Gate gate;
    private final Channel channel;
    private final PublishRights rights;
    private final Confirmations confirmations;
    private final MessageLog.Line line;
    private final TopicAliases aliases = new TopicAliases();
    /** Reason codes of acknowledgements other than 0. */
    private final Map<Integer, Integer> codes = new HashMap<>();

    private final Runnable room = this::wake;
    private boolean held;
    /** The message that waits for room; null for none. */
    private Incoming pending;

    private boolean pendingIsTwo;

    InboundMessages(EndpointParts parts, ConnectRequest request, ClientSession session, Gate gate, Channel channel) {
        this.parts = parts;
        this.request = request;
        this.session = session;
        this.gate = gate;
        this.channel = channel;
        this.rights = new PublishRights(parts.state().config().access(), session);
        this.confirmations = new Confirmations(channel.eventLoop(), this::confirm);
        this.line = parts.log().open(confirmations::acknowledge, channel.eventLoop());
    }

    /** Takes a message. */
    void publish(MqttPublishMessage packet) throws RuleBroken {
        MqttPublishVariableHeader header = packet.variableHeader();
        String topic = aliases.resolve(header);
        rights.check(topic);
        int qos = packet.fixedHeader().qosLevel().value();
        if (qos > 0 && request.five() && line.inFlight() >= RECEIVE_MAXIMUM) {
            throw new RuleBroken(RuleBroken.RECEIVE_MAXIMUM, "more than " + RECEIVE_MAXIMUM + " unacknowledged");
        }
        byte[] payload = ByteBufUtil.getBytes(packet.payload());
        limitRate(topic.length() + payload.length);
        Incoming message = new Incoming(
                topic,
                payload,
                Math.min(1, qos),
                packet.fixedHeader().isDup(),
                ConnectRequest.text(header.properties(), CONTENT_TYPE),
                header.packetId());
        if (qos < 2 || !isRepeated(header.packetId())) {
            long expiry = ConnectRequest.number(header.properties(), PUBLICATION_EXPIRY_INTERVAL, -1);
            Forwarded forwarded = Wills.forward(message, packet.fixedHeader().isRetain(), expiry, parts);
            if (forwarded == Forwarded.TOO_LARGE) {
                session.dropped("its payload is larger than " + ForwardedBytes.MOST_PAYLOAD + " bytes");
            }
            if (parts.log().wants(topic)) {
                note(message, forwarded == Forwarded.TOO_LARGE ? NO_SUBSCRIBERS : 0);
                take(message, qos == 2);
            } else {
                passOver(message, forwarded);
                parts.log().hear(message);
                pass(message, qos == 2);
            }
        }
    }

    /** The client releases the id of a message of QoS 2. */
    void release(int id) {
        int code = session.release(id) ? 0 : ID_NOT_FOUND;
        channel.writeAndFlush(Replies.answer(MqttMessageType.PUBCOMP, id, code));
    }

    /** The connection has ended: nothing is acknowledged any more. */
    void stop() {
        line.stop();
        parts.inFlight().forget(room);
        if (pending != null && pendingIsTwo) {
            session.settle(pending.messageId(), false);
        }
        pending = null;
    }

    /** A client of MQTT 3.1.1 cannot be told that nobody gets its message, so the log and a counter tell it. */
    private void passOver(Incoming message, Forwarded forwarded) {
        if (forwarded == Forwarded.NO) {
            parts.state().counters().unheard(session.clientId(), message.topic());
        }
        note(
                message,
                switch (forwarded) {
                    case YES -> 0;
                    case NO, RETAINED -> NO_SUBSCRIBERS;
                    case TOO_LARGE -> QUOTA_EXCEEDED;
                });
    }

    private void note(Incoming message, int code) {
        if (message.qos() > 0 && code > 0) {
            codes.put(message.messageId(), code);
        }
    }

    private void take(Incoming message, boolean isTwo) {
        int id = message.messageId();
        int size = message.topic().length() + message.payload().length;
        if (!parts.inFlight().take(size)) {
            pending = message;
            pendingIsTwo = isTwo;
            gate.hold();
            parts.inFlight().whenRoom(room);
            return;
        }
        confirmations.sent(size);
        gate.holdUntil(line.accept(message, stored -> {
            if (isTwo) {
                session.settle(id, stored);
            }
            confirmations.stored(size);
            parts.inFlight().subtract(size);
        }));
        checkRoom();
    }

    private void pass(Incoming message, boolean isTwo) {
        if (isTwo) {
            session.settle(message.messageId(), true);
        }
        if (message.qos() > 0) {
            line.pass(message.messageId());
        }
    }

    /**
     * Whether a message of QoS 2 was received before; then it is confirmed when it is stored. If it will not be stored, the
     * connection ends, and the client sends it again.
     */
    private boolean isRepeated(int id) {
        return !session.receive(
                id,
                stored -> Loops.run(channel.eventLoop(), () -> {
                    if (stored) {
                        channel.writeAndFlush(Replies.answer(MqttMessageType.PUBREC, id, 0));
                    } else {
                        channel.close();
                    }
                }));
    }

    private void limitRate(int bytes) {
        if (parts.state().config().listener().limits().isNone()) {
            return;
        }
        long waitNanos = parts.state().throttle().take(session.clientId(), bytes, System.nanoTime());
        if (waitNanos > 0) {
            parts.state().counters().paused();
            gate.holdFor(waitNanos);
        }
    }

    private void confirm() {
        confirmations.drain(this::acknowledge);
        channel.flush();
        checkRoom();
    }

    private void acknowledge(int id) {
        MqttMessageType type = session.isUnreleased(id) ? MqttMessageType.PUBREC : MqttMessageType.PUBACK;
        Integer noted = codes.remove(id);
        int code = noted == null || !request.five() ? 0 : noted;
        if (code >= FAILURE) {
            session.release(id); // MQTT 5: no PUBREL follows
        }
        channel.write(Replies.answer(type, id, code));
    }

    /** Stops the reading of the socket if too much of this client is not stored, and starts it again. */
    private void checkRoom() {
        boolean hold = confirmations.messages() >= MOST_MESSAGES || confirmations.bytes() >= MOST_BYTES;
        if (hold && !held) {
            held = true;
            gate.hold();
        } else if (!hold && held) {
            held = false;
            gate.release();
        }
    }

    private void wake() {
        Loops.run(channel.eventLoop(), this::takePending);
    }

    private void takePending() {
        Incoming message = pending;
        if (message != null) { // else the connection has ended
            pending = null;
            take(message, pendingIsTwo);
            gate.release();
        }
    }
}
