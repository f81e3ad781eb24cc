package org.metrobed.ingest.endpoint;

import io.netty.channel.EventLoop;
import org.metrobed.ingest.mqtt.Incoming;

/** Publishes the wills of clients, and forwards messages of clients to others. Static functions only. */
final class Wills {

    /** What became of a message for other clients. */
    enum Forwarded {
        /** Somebody subscribed to it. */
        YES,
        /** It is kept for later subscribers alone. */
        RETAINED,
        /** Nobody gets it. */
        NO,
        /** Nobody gets it because of its size. */
        TOO_LARGE
    }

    private Wills() {}

    /** Publishes a will like a message of its client. */
    static void publish(String clientId, Will will, EndpointParts parts, EventLoop loop) {
        Incoming message = will.message();
        Forwarded forwarded = forward(message, will.retain(), will.expirySeconds(), parts);
        if (parts.log().wants(message.topic())) {
            store(message, parts, loop);
        } else if (forwarded == Forwarded.NO) {
            parts.state().counters().unheard(clientId, message.topic());
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
     * Retains a message if it says so, and gives it to those who subscribed, unless it is a reading.
     */
    static Forwarded forward(Incoming message, boolean retain, long expirySeconds, EndpointParts parts) {
        if (!Forwarding.forwards(message.topic(), retain, parts.log())) {
            return Forwarded.NO;
        }
        if (message.payload().length > ForwardedBytes.MOST_PAYLOAD) {
            return Forwarded.TOO_LARGE;
        }
        long expires =
                expirySeconds < 0 ? Delivery.NEVER : parts.state().clock().millis() + expirySeconds * 1_000;
        Delivery delivery = new Delivery(message.topic(), message.payload(), message.qos(), false, expires);
        if (retain) {
            parts.state().retained().put(delivery);
        }
        boolean given = parts.state().clientSessions().publish(delivery);
        return given ? Forwarded.YES : retain ? Forwarded.RETAINED : Forwarded.NO;
    }
}
