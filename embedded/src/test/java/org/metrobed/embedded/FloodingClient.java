package org.metrobed.embedded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A client that sends at QoS 1 as fast as the broker's receive maximum allows. One thread. */
final class FloodingClient implements AutoCloseable {

    private static final int UNDER_WAY = 500;
    private static final long PATIENCE_MILLIS = 60_000;

    private final MqttAsyncClient client;

    private FloodingClient(MqttAsyncClient client) {
        this.client = client;
    }

    static FloodingClient connect(String url) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(url, "flood", new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        return new FloodingClient(client);
    }

    /** Publishes the numbers from 0; returns when all are acknowledged. */
    void publishAll(String topic, int count) throws MqttException {
        List<IMqttToken> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i >= UNDER_WAY) {
                tokens.get(i - UNDER_WAY).waitForCompletion(PATIENCE_MILLIS);
            }
            tokens.add(client.publish(topic, Integer.toString(i).getBytes(StandardCharsets.UTF_8), 1, false));
        }
        for (IMqttToken token : tokens) {
            token.waitForCompletion(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() throws MqttException {
        client.disconnect().waitForCompletion(PATIENCE_MILLIS);
        client.close();
    }
}
