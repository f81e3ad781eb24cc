package org.metrobed.ingest.endpoint;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.CONTENT_TYPE;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.metrobed.ingest.mqtt.Incoming;

/**
 * The messages that one client publishes. Each goes to the log on arrival and is acknowledged in its turn when the log has
 * stored it. If the client has too much that is not stored, or exceeds its rate, it is not read. Used by the event loop
 * of its socket.
 */
@SuppressWarnings("FutureReturnValueIgnored") // if a write fails, Netty closes the socket
final class InboundMessages {

    /** The number of unacknowledged messages of an MQTT 5 client. */
    static final int RECEIVE_MAXIMUM = 1_000;

    private static final int MOST_MESSAGES = 4_000;
    private static final long MOST_BYTES = 4L << 20;
    private static final int NO_SUBSCRIBERS = 0x10;
    private static final int ID_NOT_FOUND = 0x92;

    private final EndpointParts parts;
    private final ConnectRequest request;
    private final ClientSession session;
    private final Gate gate;
    private final Channel channel;
    private final PublishRights rights;
    private final Confirmations confirmations;
    private final MessageLog.Line line;
    private final TopicAliases aliases = new TopicAliases();
    private final Set<Integer> unwanted = new HashSet<>();
    private boolean held;
    private boolean waits;

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
            Wills.forward(message, packet.fixedHeader().isRetain(), expiry, parts);
            take(message, qos == 2);
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
    }

    private void take(Incoming message, boolean isTwo) {
        int id = message.messageId();
        if (!parts.log().wants(message.topic())) {
            pass(message, isTwo);
            return;
        }
        int size = message.topic().length() + message.payload().length;
        confirmations.sent(size);
        parts.inFlight().add(size);
        gate.holdUntil(line.accept(message, stored -> {
            if (isTwo && stored) {
                session.stored(id);
            }
            confirmations.stored(size);
            parts.inFlight().subtract(size);
        }));
        checkRoom();
    }

    private void pass(Incoming message, boolean isTwo) {
        if (isTwo) {
            session.stored(message.messageId());
        }
        if (message.qos() > 0) {
            unwanted.add(message.messageId());
            line.pass(message.messageId());
        }
    }

    /** Whether a message of QoS 2 was received before; then it is confirmed when it is stored. */
    private boolean isRepeated(int id) {
        Optional<CompletableFuture<Void>> before = session.receive(id);
        before.ifPresent(stored -> stored.thenRun(() -> Loops.run(
                channel.eventLoop(), () -> channel.writeAndFlush(Replies.answer(MqttMessageType.PUBREC, id, 0)))));
        return before.isPresent();
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
        channel.write(Replies.answer(type, id, unwanted.remove(id) && request.five() ? NO_SUBSCRIBERS : 0));
    }

    /** Stops the reading of the socket if too much is not stored, and starts it again. */
    private void checkRoom() {
        boolean full = parts.inFlight().isFull();
        if (full && !waits) {
            waits = true;
            parts.inFlight().whenRoom(() -> Loops.run(channel.eventLoop(), this::room));
        }
        boolean hold = full || confirmations.messages() >= MOST_MESSAGES || confirmations.bytes() >= MOST_BYTES;
        if (hold && !held) {
            held = true;
            gate.hold();
        } else if (!hold && held) {
            held = false;
            gate.release();
        }
    }

    private void room() {
        waits = false;
        checkRoom();
    }
}
