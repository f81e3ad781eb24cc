package org.metrobed.ingest.endpoint;

import java.util.concurrent.Executor;
import org.metrobed.ingest.mqtt.Incoming;

/** Publishes the wills of clients, and forwards messages of clients to others. Static functions only. */
final class Wills {

    private Wills() {}

    /** Publishes a will like a message of its client. */
    static void publish(Will will, EndpointParts parts, Executor thread) {
        Incoming message = will.message();
        forward(message, will.retain(), will.expirySeconds(), parts);
        if (parts.log().wants(message.topic())) {
            MessageLog.Line line = parts.log().open(id -> {}, thread);
            int bytes = message.payload().length;
            parts.inFlight().add(bytes);
            var unused = line.accept(message, stored -> parts.inFlight().subtract(bytes));
            line.stop();
        }
    }

    /** Retains a message if it says so, and gives it to those who subscribed, unless it is a reading. */
    static void forward(Incoming message, boolean retain, long expirySeconds, EndpointParts parts) {
        if (!Forwarding.forwards(message.topic(), retain, parts.log())) {
            return;
        }
        long expires =
                expirySeconds < 0 ? Delivery.NEVER : parts.state().clock().millis() + expirySeconds * 1_000;
        Delivery delivery = new Delivery(message.topic(), message.payload(), message.qos(), false, expires);
        if (retain) {
            parts.state().retained().put(delivery);
        }
        parts.state().clientSessions().publish(delivery);
    }
}
