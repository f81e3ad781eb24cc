package org.metrobed.simulators.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** One connection to the broker, from its start to its loss; never reconnected. Thread-safe. */
final class MqttLine implements MqttActionListener, MqttCallback {

    private static final long CONNECT_MILLIS = 10_000;
    private static final long FAREWELL_MILLIS = 2_000;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int NO_LIMIT = 65_535;
    private static final int FIRST_ERROR_CODE = 0x80;

    private final MqttAsyncClient client;
    private final String presenceTopic;
    private final Acknowledgement acknowledgement;
    private final Consumer<MqttLine> loss;
    private volatile int receiveMaximum = NO_LIMIT;

    private MqttLine(
            MqttAsyncClient client, String presenceTopic, Acknowledgement acknowledgement, Consumer<MqttLine> loss) {
        this.client = client;
        this.presenceTopic = presenceTopic;
        this.acknowledgement = acknowledgement;
        this.loss = loss;
    }

    /** A message. */
    static final class Outgoing {
        private final String topic;
        private final byte[] payload;

        Outgoing(String topic, byte[] payload) {
            this.topic = topic;
            this.payload = payload;
        }
    }

    /** Receives each answer of the broker. */
    @FunctionalInterface
    interface Acknowledgement {
        /** The answer to a message; {@code refusal} is null if the broker has accepted it. */
        void take(MqttLine from, long id, String refusal);
    }

    /** Creates connections of one client. Immutable. */
    record Factory(BrokerConfig broker, String clientId, String presenceTopic) {

        /** Connects; waits at most ten seconds. */
        MqttLine connect(Acknowledgement acknowledgement, Consumer<MqttLine> loss) throws MqttException {
            MqttAsyncClient client = new MqttAsyncClient(broker.url(), clientId, new MemoryPersistence());
            MqttLine line = new MqttLine(client, presenceTopic, acknowledgement, loss);
            client.setCallback(line);
            try {
                IMqttToken token = client.connect(options());
                token.waitForCompletion(CONNECT_MILLIS);
                MqttProperties granted = token.getResponseProperties();
                if (granted != null && granted.getReceiveMaximum() != null) {
                    line.receiveMaximum = granted.getReceiveMaximum();
                }
                line.announce("online");
                return line;
            } catch (MqttException e) {
                line.drop();
                throw e;
            }
        }

        private MqttConnectionOptions options() throws MqttException {
            MqttConnectionOptions options = new MqttConnectionOptions();
            if (broker.url().startsWith("ssl:")) {
                options.setSocketFactory(broker.sockets());
                options.setHttpsHostnameVerificationEnabled(true);
            }
            options.setCleanStart(true);
            options.setAutomaticReconnect(false);
            options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
            options.setConnectionTimeout((int) (CONNECT_MILLIS / 1000));
            if (!broker.user().isEmpty()) {
                options.setUserName(broker.user());
                options.setPassword(broker.password().reveal().getBytes(StandardCharsets.UTF_8));
            }
            if (presenceTopic != null) {
                options.setWill(presenceTopic, message("offline"));
            }
            return options;
        }
    }

    /** Maximum number of unacknowledged messages that the broker allows. */
    int receiveMaximum() {
        return receiveMaximum;
    }

    void send(long id, Outgoing outgoing) throws MqttException {
        client.publish(outgoing.topic, outgoing.payload, 1, false, id, this);
    }

    /** Publishes {@code offline} and disconnects in order; a lost connection is no error. */
    void hangUp() {
        try {
            announce("offline");
            client.disconnect(FAREWELL_MILLIS).waitForCompletion(FAREWELL_MILLIS);
        } catch (MqttException e) {
            // the will publishes offline
            receiveMaximum = 0;
        }
        drop();
    }

    /** Frees the resources of the connection; never fails. */
    void drop() {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            // the connection was lost already
            receiveMaximum = 0;
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            receiveMaximum = 0;
        }
    }

    private void announce(String presence) throws MqttException {
        if (presenceTopic != null) {
            client.publish(presenceTopic, message(presence)).waitForCompletion(CONNECT_MILLIS);
        }
    }

    private static MqttMessage message(String text) {
        return new MqttMessage(text.getBytes(StandardCharsets.UTF_8), 1, true, null);
    }

    @Override
    public void onSuccess(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        boolean refused = codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR_CODE;
        acknowledgement.take(
                this,
                (Long) token.getUserContext(),
                refused ? "the broker refused a message with reason code 0x" + Integer.toHexString(codes[0]) : null);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable exception) {
        int[] codes = token.getReasonCodes();
        if (codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR_CODE) {
            onSuccess(token);
        }
        // otherwise the connection is lost, and disconnected() reports it
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        loss.accept(this);
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        loss.accept(this);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        // it subscribes to nothing
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // onSuccess reports it
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // connect() waits for it
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // it uses no extended authentication
    }
}
