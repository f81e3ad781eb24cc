package org.metrobed.simulators.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.embedded.EmbeddedMqttBroker;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.MqttExtension;

class EmitterIT {

    @RegisterExtension
    static final MqttExtension MQTT = new MqttExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyMessageArrivesInItsOrder() throws IOException, InterruptedException, MqttException {
        try (Listener listener = Listener.open(MQTT.url(), "emitter-it/order/#");
                MqttEmitter emitter =
                        MqttEmitter.open(BrokerConfig.of(MQTT.url()), "emitter-it-order", null, PATIENCE)) {
            publish(emitter, "emitter-it/order/a", 0, 5_000);

            assertThat(emitter.awaitAcknowledged(PATIENCE)).isTrue();
            Eventually.await("all messages", PATIENCE, () -> listener.texts().size() >= 5_000);
            assertThat(listener.texts()).isEqualTo(numbers(0, 5_000));
            assertThat(emitter.counts()).isEqualTo(new EmitterCounts(5_000, 5_000, 0, 1));
        }
    }

    @Test
    void presenceIsRetainedAndTurnsOfflineInTheEnd() throws IOException, InterruptedException, MqttException {
        String topic = "emitter-it/presence";
        MqttEmitter emitter = MqttEmitter.open(BrokerConfig.of(MQTT.url()), "emitter-it-presence", topic, PATIENCE);
        try (Listener listener = Listener.open(MQTT.url(), topic)) {
            Eventually.await("retained", PATIENCE, () -> listener.texts().equals(List.of("online")));
            emitter.close();
            Eventually.await("offline", PATIENCE, () -> listener.texts().equals(List.of("online", "offline")));
        }
    }

    @Test
    void everyMessageArrivesThoughTheBrokerGoesAwayInBetween(@TempDir Path folder)
            throws IOException, InterruptedException, MqttException {
        EmbeddedMqttBroker first = EmbeddedMqttBroker.start(folder, 0);
        int port = first.port();
        try (MqttEmitter emitter = MqttEmitter.open(BrokerConfig.of(first.url()), "outage", null, PATIENCE)) {
            Listener.remember(first.url(), "outage-listener", "emitter-it/outage");
            publish(emitter, "emitter-it/outage", 0, 500);
            Thread writer = new Thread(() -> publishUnchecked(emitter, 500, 3_000));
            writer.start();
            first.close();
            try (EmbeddedMqttBroker second = EmbeddedMqttBroker.start(folder, port);
                    Listener listener = Listener.resume(second.url(), "outage-listener")) {
                writer.join(PATIENCE.toMillis());

                assertThat(emitter.awaitAcknowledged(PATIENCE)).isTrue();
                assertThat(emitter.counts().connections()).isGreaterThan(1);
                Eventually.await(
                        "all messages", PATIENCE, () -> listener.texts().containsAll(numbers(0, 3_000)));
            }
        }
    }

    @Test
    void brokerThatIsNotThereIsNamed() {
        assertThatThrownBy(() ->
                        MqttEmitter.open(BrokerConfig.of("tcp://127.0.0.1:1"), "nobody", null, Duration.ofMillis(300)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no MQTT broker at tcp://127.0.0.1:1");
    }

    @Test
    void closedEmitterTakesNoMessage() throws IOException, InterruptedException {
        MqttEmitter emitter = MqttEmitter.open(BrokerConfig.of(MQTT.url()), "emitter-it-closed", null, PATIENCE);
        emitter.close();

        assertThatThrownBy(() -> publish(emitter, "emitter-it/closed", 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    private static void publishUnchecked(MqttEmitter emitter, int from, int to) {
        try {
            publish(emitter, "emitter-it/outage", from, to);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void publish(MqttEmitter emitter, String topic, int from, int to)
            throws IOException, InterruptedException {
        for (int i = from; i < to; i++) {
            emitter.publish(topic, Integer.toString(i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
