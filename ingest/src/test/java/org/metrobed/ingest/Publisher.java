package org.metrobed.ingest;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Publishes to the broker of a test, with a limited number of unacknowledged messages. One thread. */
final class Publisher implements AutoCloseable {

    private static final int WINDOW = 500;

    private final MqttAsyncClient client;
    private final Semaphore window = new Semaphore(WINDOW);

    Publisher(String url) {
        try {
            client = new MqttAsyncClient(url, "publisher-" + UUID.randomUUID(), new MemoryPersistence());
            client.connect().waitForCompletion(10_000);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    void publish(String topic, String payload) {
        publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, null);
    }

    void publish(String topic, byte[] payload, int qos, String contentType) {
        MqttMessage message = new MqttMessage(payload);
        message.setQos(qos);
        if (contentType != null) {
            MqttProperties properties = new MqttProperties();
            properties.setContentType(contentType);
            message.setProperties(properties);
        }
        try {
            window.acquire();
            client.publish(topic, message, null, new Release());
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the broker has acknowledged everything. */
    void flush() {
        try {
            if (!window.tryAcquire(WINDOW, 60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the broker does not take the messages");
            }
            window.release(WINDOW);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        flush();
        try {
            client.disconnect().waitForCompletion(10_000);
            client.close();
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Release implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            window.release();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            throw new IllegalStateException(exception);
        }
    }
}
