package org.metrobed.ingest.endpoint;

import io.netty.channel.EventLoop;
import org.metrobed.ingest.mqtt.Incoming;

/** Publishes the wills of clients, and forwards messages of clients to others. Static functions only. */
final class Wills {

    private Wills() {}

    /** Publishes a will like a message of its client. */
    static void publish(Will will, EndpointParts parts, EventLoop loop) {
        Incoming message = will.message();
        forward(message, will.retain(), will.expirySeconds(), parts);
        if (parts.log().wants(message.topic())) {
            store(message, parts, loop);
        }
    }

    /** Stores a message of no connected client when there is room. */
    static void store(Incoming message, EndpointParts parts, EventLoop loop) {
        int bytes = message.payload().length;
        Runnable send = () -> {
            MessageLog.Line line = parts.log().open(id -> {}, loop);
            var unused = line.accept(message, stored -> parts.inFlight().subtract(bytes));
            line.stop();
        };
        parts.inFlight().whenTaken(bytes, () -> Loops.run(loop, send));
    }

    /**
     * Retains a message if it says so, and gives it to those who subscribed, unless it is a reading; false if it is too large
     * for that.
     */
    static boolean forward(Incoming message, boolean retain, long expirySeconds, EndpointParts parts) {
        if (!Forwarding.forwards(message.topic(), retain, parts.log())) {
            return true;
        }
        if (message.payload().length > ForwardedBytes.MOST_PAYLOAD) {
            return false;
        }
        long expires =
                expirySeconds < 0 ? Delivery.NEVER : parts.state().clock().millis() + expirySeconds * 1_000;
        Delivery delivery = new Delivery(message.topic(), message.payload(), message.qos(), false, expires);
        if (retain) {
            parts.state().retained().put(delivery);
        }
        parts.state().clientSessions().publish(delivery);
        return true;
    }
}
