package org.metrobed.ingest.mqtt;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.metrobed.config.tls.TlsException;

/**
 * One connection to the broker: used once, never reconnected, so that an acknowledgement cannot cross into another
 * connection, where its number would mean another message. The session (client id, no expiry) outlives it: the broker keeps
 * what is not acknowledged and what comes meanwhile, and resends on the next connection. Subscribes at QoS 1, since Paho's
 * manual acknowledgement is broken at 2. Thread-safe.
 */
public final class MqttSubscriber {

    private static final long ANSWER_MILLIS = 10_000;
    private static final long QUIESCE_MILLIS = 1_000;

    private final MqttConfig config;
    private final MqttAsyncClient client;
    private final MqttRequests requests;
    private final Redeliveries redeliveries = new Redeliveries();
    private volatile boolean takenOver;

    /** What becomes of a connection. Called on Paho's threads. */
    public interface Listener extends Consumer<Incoming> {
        /** A message; the connection reads on when this returns. Must not throw. */
        @Override
        void accept(Incoming message);

        /** The connection is gone; nothing comes after it. */
        void lost(String reason);
    }

    /**
     * A subscriber that is not connected yet.
     *
     * @throws MqttSubscriberException when the URL is none
     */
    public MqttSubscriber(MqttConfig config) {
        this(config, config.clientId());
    }

    /**
     * The same for another session.
     *
     * @param clientId names it
     * @throws MqttSubscriberException when the URL is none
     */
    public MqttSubscriber(MqttConfig config, String clientId) {
        this.config = config;
        try {
            this.client = new MqttAsyncClient(ConnectionOptions.url(config), clientId, new MemoryPersistence());
            this.requests = new MqttRequests(client, config.url());
        } catch (MqttException | IllegalArgumentException e) {
            throw new MqttSubscriberException("MQTT address '" + config.url() + "' cannot be used: " + describe(e), e);
        }
    }

    /**
     * Connects and subscribes the configured filters; messages of a kept session may come before it returns.
     *
     * @throws MqttSubscriberException when the broker cannot be reached or refuses; then nothing is left open
     */
    public void open(Listener listener) {
        connect(listener);
        List<String> refused = requests.subscribe(config.filters());
        if (!refused.isEmpty()) {
            abort();
            throw new MqttSubscriberException("MQTT broker " + config.url() + " refuses to subscribe " + refused, null);
        }
    }

    /**
     * Connects; messages of a kept session may come before it returns.
     *
     * @return whether the broker has kept a session of this client id
     * @throws MqttSubscriberException when the broker cannot be reached or refuses; then nothing is left open
     */
    public boolean connect(Listener listener) {
        client.setManualAcks(true);
        client.setCallback(new PahoCallbacks(listener, redeliveries, () -> takenOver = true));
        try {
            IMqttToken answer = client.connect(ConnectionOptions.of(config, redeliveries));
            answer.waitForCompletion(ANSWER_MILLIS);
            return answer.getSessionPresent();
        } catch (MqttException | TlsException e) {
            abort();
            throw new MqttSubscriberException("MQTT broker " + config.url() + ": " + describe(e), e);
        }
    }

    /** Whether the broker ended the connection because another client connected with the same client id. */
    public boolean wasTakenOver() {
        return takenOver;
    }

    /** What else is asked of the broker while it is connected. */
    public MqttRequests requests() {
        return requests;
    }

    /** Acknowledges a message of this connection; without effect when the connection is gone. */
    public void acknowledge(int messageId) {
        try {
            client.messageArrivedComplete(messageId, 1);
        } catch (MqttException e) {
            abort();
        }
    }

    /** Lets acknowledgements leave, then disconnects; the session stays at the broker. */
    public void close() {
        try {
            client.disconnect(QUIESCE_MILLIS).waitForCompletion(ANSWER_MILLIS);
            client.close(true);
        } catch (MqttException e) {
            abort();
        }
    }

    /** Cuts the connection at once; what is not acknowledged will be sent again. */
    public void abort() {
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 0, false);
            }
            client.close(true);
        } catch (MqttException e) {
            // it was closed already: what was wanted
            return;
        }
    }

    static String describe(Exception e) {
        Throwable cause = e.getCause() == null || e instanceof TlsException ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
