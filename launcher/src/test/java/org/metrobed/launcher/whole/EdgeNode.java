package org.metrobed.launcher.whole;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;

/** A Sparkplug B edge node with one device and one metric, alias 1. One thread. */
final class EdgeNode implements AutoCloseable {

    private static final int DOUBLE = 10;
    private static final int UINT64 = 8;

    private final MqttClient client;
    private final String group;
    private final String node;
    private final CountDownLatch asked = new CountDownLatch(1);
    private String device = "meter";

    private EdgeNode(MqttClient client, String group, String node) {
        this.client = client;
        this.group = group;
        this.node = node;
    }

    /** Connects and subscribes to commands. */
    static EdgeNode open(String url, String group, String node) throws MqttException {
        MqttClient client = new MqttClient(url, "node-" + node, new MemoryPersistence());
        EdgeNode edge = new EdgeNode(client, group, node);
        client.connect(new MqttConnectionOptions());
        // The overload without listeners for each subscription recurses infinitely in Paho 1.2.5.
        client.setCallback(new Commands(edge));
        client.subscribe(new MqttSubscription[] {new MqttSubscription("spBv1.0/" + group + "/NCMD/" + node, 1)});
        return edge;
    }

    /** Publishes the births of the node and of its device. */
    void birth(String named, String metric, long second, double value) throws MqttException {
        device = named;
        publish(
                "NBIRTH",
                "",
                Payload.newBuilder()
                        .setTimestamp(second * 1_000)
                        .setSeq(0)
                        .addMetrics(Metric.newBuilder()
                                .setName("bdSeq")
                                .setDatatype(UINT64)
                                .setLongValue(0)));
        publish(
                "DBIRTH",
                "/" + device,
                Payload.newBuilder()
                        .setTimestamp(second * 1_000)
                        .setSeq(1)
                        .addMetrics(Metric.newBuilder()
                                .setName(metric)
                                .setAlias(1)
                                .setDatatype(DOUBLE)
                                .setDoubleValue(value)));
    }

    /** Publishes a value with its alias. */
    void data(int sequence, long second, double value) throws MqttException {
        publish(
                "DDATA",
                "/" + device,
                Payload.newBuilder()
                        .setTimestamp(second * 1_000)
                        .setSeq(sequence)
                        .addMetrics(Metric.newBuilder().setAlias(1).setDoubleValue(value)));
    }

    /** Waits for a request for new births; false when none was received. */
    boolean awaitRebirthRequest(Duration limit) throws InterruptedException {
        return asked.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Receives a command. */
    void take(byte[] payload) {
        if (new String(payload, StandardCharsets.ISO_8859_1).contains("Node Control/Rebirth")) {
            asked.countDown();
        }
    }

    @Override
    public void close() throws MqttException {
        client.disconnect();
        client.close();
    }

    private void publish(String type, String ofDevice, Payload.Builder payload) throws MqttException {
        client.publish(
                "spBv1.0/" + group + "/" + type + "/" + node + ofDevice,
                new MqttMessage(payload.build().toByteArray(), 1, false, null));
    }
}
