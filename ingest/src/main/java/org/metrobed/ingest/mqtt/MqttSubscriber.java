package org.metrobed.ingest.mqtt;

import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.metrobed.core.tls.TlsException;

/**
 * One connection to the broker: used once, never reconnected, so that an acknowledgement cannot cross into another
 * connection, where its number would mean another message. The session (client id, no expiry) outlives it: the broker keeps
 * what is not acknowledged and what comes meanwhile, and resends on the next connection. Subscribes at QoS 1, since Paho's
 * manual acknowledgement is broken at 2. Thread-safe.
 */
public final class MqttSubscriber {

    private static final long ANSWER_MILLIS = 10_000;
    private static final long QUIESCE_MILLIS = 1_000;
    /** Retained messages come with the first subscription only, not with each connection. */
    private static final int RETAINED_IF_NEW = 1;

    private final MqttConfig config;
    private final MqttAsyncClient client;
    private final Redeliveries redeliveries = new Redeliveries();

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
        this.config = config;
        try {
            this.client =
                    new MqttAsyncClient(ConnectionOptions.url(config), config.clientId(), new MemoryPersistence());
        } catch (MqttException | IllegalArgumentException e) {
            throw new MqttSubscriberException("MQTT address '" + config.url() + "' cannot be used: " + describe(e), e);
        }
    }

    /**
     * Connects and subscribes; messages of a kept session may come before it returns.
     *
     * @throws MqttSubscriberException when the broker cannot be reached or refuses; then nothing is left open
     */
    public void open(Listener listener) {
        client.setManualAcks(true);
        client.setCallback(new Callbacks(listener, redeliveries));
        try {
            client.connect(ConnectionOptions.of(config, redeliveries)).waitForCompletion(ANSWER_MILLIS);
            subscribe();
        } catch (MqttException | TlsException e) {
            abort();
            throw new MqttSubscriberException("MQTT broker " + config.url() + ": " + describe(e), e);
        }
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

    private void subscribe() throws MqttException {
        MqttSubscription[] subscriptions = config.filters().stream()
                .map(filter -> {
                    MqttSubscription subscription = new MqttSubscription(filter, 1);
                    subscription.setRetainHandling(RETAINED_IF_NEW);
                    return subscription;
                })
                .toArray(MqttSubscription[]::new);
        IMqttToken answer = client.subscribe(subscriptions);
        answer.waitForCompletion(ANSWER_MILLIS);
        for (int code : answer.getReasonCodes()) {
            if (code > 2) {
                throw new MqttException(code);
            }
        }
    }

    private static String describe(Exception e) {
        Throwable cause = e.getCause() == null || e instanceof TlsException ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Paho's callbacks as ours. */
    private record Callbacks(Listener listener, Redeliveries redeliveries) implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            MqttProperties properties = message.getProperties();
            listener.accept(new Incoming(
                    topic,
                    message.getPayload(),
                    message.getQos(),
                    redeliveries.next(),
                    properties == null ? null : properties.getContentType(),
                    message.getId()));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            MqttException cause = response.getException();
            listener.lost(cause == null ? "the broker said " + response.getReturnCode() : describe(cause));
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            // followed by a disconnection when it matters
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // we publish nothing
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // open() waits for it
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // no extended authentication
        }
    }
}
