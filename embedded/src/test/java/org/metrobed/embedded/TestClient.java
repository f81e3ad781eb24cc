package org.metrobed.embedded;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A client of a broker in a test; stores received messages as text. Thread-safe. */
final class TestClient implements MqttCallback, AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final MqttClient client;
    private Long maximumPacketBytes;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private TestClient(MqttClient client) {
        this.client = client;
    }

    /** Connects; without a user if the name is empty. */
    static TestClient connect(String url, String id, String user, String password) throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3_600L);
        return connect(url, id, user, password, options);
    }

    /** The same, with a clean start and a session that ends with the connection. */
    static TestClient connectCleanly(String url, String id, String user, String password) throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        return connect(url, id, user, password, options);
    }

    private static TestClient connect(
            String url, String id, String user, String password, MqttConnectionOptions options) throws MqttException {
        if (!user.isEmpty()) {
            options.setUserName(user);
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        TestClient made = new TestClient(new MqttClient(url, id, new MemoryPersistence()));
        made.client.setTimeToWait(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        made.client.setCallback(made);
        IMqttToken answer = made.client.connectWithResult(options);
        made.maximumPacketBytes = answer.getResponseProperties().getMaximumPacketSize();
        return made;
    }

    /** The largest packet that the broker says it takes, bytes; null if it says nothing. */
    Long maximumPacketBytes() {
        return maximumPacketBytes;
    }

    /** Subscribes; returns whether the broker grants it. */
    boolean subscribe(String filter) {
        try {
            IMqttToken token = client.subscribe(filter, 1);
            return token.getReasonCodes()[0] < 0x80;
        } catch (MqttException e) {
            return false;
        }
    }

    /** Publishes at QoS 1; returns whether the broker has accepted it. */
    boolean publish(String topic, String text) {
        try {
            client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, false);
            return true;
        } catch (MqttException e) {
            return false;
        }
    }

    /** Unsubscribes; messages that were received for the filter before are available when this returns. */
    void unsubscribe(String filter) throws MqttException {
        client.unsubscribe(filter);
    }

    /** The next text, or null after a minute. */
    String next() throws InterruptedException {
        return received.poll(60, TimeUnit.SECONDS);
    }

    /** Waits for a text and skips others; returns whether {@code unwanted} was received before it. */
    boolean sawBefore(String unwanted, String last) throws InterruptedException {
        boolean seen = false;
        for (String text = next(); !last.equals(text); text = next()) {
            if (text == null) {
                throw new AssertionError(last + " did not come");
            }
            seen |= text.equals(unwanted);
        }
        return seen;
    }

    /** Waits for a text and skips others; returns whether it was received. */
    boolean waitFor(String wanted) throws InterruptedException {
        String text = next();
        while (text != null && !text.equals(wanted)) {
            text = next();
        }
        return text != null;
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnectForcibly(0, 50); // otherwise disconnecting would wait for a refused message
        }
        client.close(true);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        received.add(new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}
}
