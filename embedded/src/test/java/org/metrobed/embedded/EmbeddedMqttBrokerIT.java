package org.metrobed.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedMqttBrokerIT {

    @TempDir
    Path folder;

    @Test
    void queuedMessagesOfAnAbsentClientOutliveCloseAndStart() throws Exception {
        int port;
        try (EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder, 0)) {
            port = broker.port();
            MqttClient subscriber = connect(broker, "subscriber", new LinkedBlockingQueue<>());
            subscriber.subscribe("readings/#", 1);
            leave(subscriber);
            MqttClient publisher = connect(broker, "publisher", new LinkedBlockingQueue<>());
            for (int i = 0; i < 2_000; i++) {
                publisher.publish("readings/a", ("r" + i).getBytes(StandardCharsets.UTF_8), 1, false);
            }
            leave(publisher);
        }
        try (EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder, port)) {
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            MqttClient subscriber = connect(broker, "subscriber", received);
            for (int i = 0; i < 2_000; i++) {
                assertThat(received.poll(60, TimeUnit.SECONDS)).isEqualTo("r" + i);
            }
            leave(subscriber);
        }
    }

    @Test
    void newFolderIsSmall() throws Exception {
        EmbeddedMqttBroker.start(folder, 0).close();
        assertThat(bytesOf(folder)).isLessThan(60_000_000);
    }

    @Test
    void folderOfTheFirstReleaseKeepsItsQueueAndItsNumberOfBuckets() throws Exception {
        for (int bucket = 0; bucket < BrokerBuckets.OLD; bucket++) {
            Files.createDirectories(
                    folder.resolve("data/persistence/client_session_store/040000/client_session_store_" + bucket));
        }
        assertThat(BrokerBuckets.count(folder.resolve("data"))).isEqualTo(BrokerBuckets.OLD);

        queuedMessagesOfAnAbsentClientOutliveCloseAndStart();

        try (Stream<Path> queues = Files.walk(folder.resolve("data/persistence/client_queue"))) {
            assertThat(queues.filter(path -> path.getFileName().toString().matches("client_queue_\\d+")))
                    .hasSize(BrokerBuckets.OLD);
        }
    }

    @Test
    void messageOfTenMegabytesPasses() throws Exception {
        try (EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder, 0)) {
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            MqttClient client = connect(broker, "both", received);
            client.subscribe("big", 1);
            client.publish("big", new byte[10_000_000], 1, false);
            assertThat(received.poll(60, TimeUnit.SECONDS)).hasSize(10_000_000);
            leave(client);
        }
    }

    private static long bytesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }

    private static MqttClient connect(EmbeddedMqttBroker broker, String id, BlockingQueue<String> received)
            throws MqttException {
        MqttClient client = new MqttClient(broker.url(), id, new MemoryPersistence());
        client.setCallback(new Receiver(received));
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(0xFFFF_FFFFL);
        client.connect(options);
        return client;
    }

    private static void leave(MqttClient client) throws MqttException {
        client.disconnect();
        client.close();
    }

    private record Receiver(BlockingQueue<String> received) implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            received.add(new String(message.getPayload(), StandardCharsets.ISO_8859_1));
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
}
