package org.metrobed.simulators.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Receives what a test publishes, at QoS 1. Thread-safe. */
public final class Listener implements AutoCloseable, MqttCallback {

    private final MqttClient client;
    private final List<String> topics = Collections.synchronizedList(new ArrayList<>());
    private final List<String> texts = Collections.synchronizedList(new ArrayList<>());

    private Listener(MqttClient client) {
        this.client = client;
    }

    /** Subscribes to a filter. */
    public static Listener open(String url, String filter) throws MqttException {
        Listener listener = connect(url, "listener-" + filter.replaceAll("\\W", "-"), true);
        listener.client.subscribe(filter, 1);
        return listener;
    }

    /** Leaves a session with a subscription at the broker. */
    public static void remember(String url, String clientId, String filter) throws MqttException {
        try (Listener listener = connect(url, clientId, true)) {
            listener.client.subscribe(filter, 1);
        }
    }

    /** Resumes a session. */
    public static Listener resume(String url, String clientId) throws MqttException {
        return connect(url, clientId, false);
    }

    private static Listener connect(String url, String clientId, boolean clean) throws MqttException {
        MqttClient client = new MqttClient(url, clientId, new MemoryPersistence());
        Listener listener = new Listener(client);
        client.setCallback(listener);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(clean);
        options.setSessionExpiryInterval(3_600L);
        client.connect(options);
        return listener;
    }

    /** The payloads so far, in the order of arrival. */
    public List<String> texts() {
        synchronized (texts) {
            return List.copyOf(texts);
        }
    }

    /** Their topics. */
    public List<String> topics() {
        synchronized (topics) {
            return List.copyOf(topics);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        topics.add(topic);
        texts.add(new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws MqttException {
        client.disconnect();
        client.close();
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
