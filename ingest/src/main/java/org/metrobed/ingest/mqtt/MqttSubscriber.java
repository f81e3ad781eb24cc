package org.metrobed.ingest.mqtt;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.metrobed.config.tls.TlsException;

/**
 * One connection to the broker. It is used once and never reconnected, because a message id of one connection means
 * another message in the next, and acknowledgements must not be mixed. The session (client id, no expiry) is kept after
 * the connection: the broker stores unacknowledged and new messages and sends them through the next connection.
 * Subscribes at QoS 1, because Paho's manual acknowledgement does not work at QoS 2. Thread-safe.
 */
public final class MqttSubscriber {

    private static final long ANSWER_MILLIS = 10_000;
    private static final long QUIESCE_MILLIS = 1_000;

    private final MqttConfig config;
    private final MqttAsyncClient client;
    private final MqttRequests requests;
    private final InboundPackets inbound = new InboundPackets();
    private final boolean keepsSession;
    private volatile boolean takenOver;

    /** Receives the events of a connection. Called on Paho's threads. */
    public interface Listener extends Consumer<Incoming> {
        /** Receives a message; the connection reads the next one after this returns. Must not throw. */
        @Override
        void accept(Incoming message);

        /** The connection is lost; no message follows. */
        void lost(String reason);
    }

    /**
     * A subscriber that is not connected yet.
     *
     * @throws MqttSubscriberException if the URL is invalid
     */
    public MqttSubscriber(MqttConfig config) {
        this(config, config.clientId());
    }

    /**
     * The same for another session.
     *
     * @param clientId the client id of the session
     * @throws MqttSubscriberException if the URL is invalid
     */
    public MqttSubscriber(MqttConfig config, String clientId) {
        this(config, clientId, true);
    }

    /**
     * A subscriber whose session ends with its connection: the broker keeps no messages for it.
     *
     * @param clientId the client id
     * @throws MqttSubscriberException if the URL is invalid
     */
    public static MqttSubscriber withoutSession(MqttConfig config, String clientId) {
        return new MqttSubscriber(config, clientId, false);
    }

    private MqttSubscriber(MqttConfig config, String clientId, boolean keepsSession) {
        this.config = config;
        this.keepsSession = keepsSession;
        try {
            this.client = new MqttAsyncClient(ConnectionOptions.url(config), clientId, new MemoryPersistence());
            this.requests = new MqttRequests(client, config.url());
        } catch (MqttException | IllegalArgumentException e) {
            throw new MqttSubscriberException("MQTT address '" + config.url() + "' cannot be used: " + describe(e), e);
        }
    }

    /**
     * Connects and subscribes to the configured filters; messages of a kept session may be received before it returns.
     *
     * @throws MqttSubscriberException if the broker cannot be reached or refuses; then nothing is left open
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
     * Connects; messages of a kept session may be received before it returns.
     *
     * @return whether the broker has kept a session of this client id
     * @throws MqttSubscriberException if the broker cannot be reached or refuses; then nothing is left open
     */
    public boolean connect(Listener listener) {
        client.setManualAcks(true);
        client.setCallback(new PahoCallbacks(listener, inbound, () -> takenOver = true));
        try {
            IMqttToken answer = client.connect(ConnectionOptions.of(config, inbound, keepsSession));
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

    /** Other requests to the broker while it is connected. */
    public MqttRequests requests() {
        return requests;
    }

    /** Acknowledges a message of this connection; has no effect after the connection is lost. */
    public void acknowledge(int messageId) {
        try {
            client.messageArrivedComplete(messageId, 1);
        } catch (MqttException e) {
            abort();
        }
    }

    /** Sends the remaining acknowledgements, then disconnects; the broker keeps the session. */
    public void close() {
        try {
            client.disconnect(QUIESCE_MILLIS).waitForCompletion(ANSWER_MILLIS);
            client.close(true);
        } catch (MqttException e) {
            abort();
        }
    }

    /** Cuts the connection immediately; the broker sends unacknowledged messages again. */
    public void abort() {
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 0, false);
            }
            client.close(true);
        } catch (MqttException e) {
            // it is already closed, as intended
            return;
        }
    }

    static String describe(Exception e) {
        Throwable cause = e.getCause() == null || e instanceof TlsException ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
