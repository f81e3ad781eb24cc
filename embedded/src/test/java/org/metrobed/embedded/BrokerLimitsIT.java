package org.metrobed.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.access.limit.ClientLimits;

final class BrokerLimitsIT {

    private static final int LIMIT = 200;
    private static final int FLOOD = 1_000;
    private static final String PUBACK = "4 ";
    private static final String PACKET_TOO_LARGE = "14 149";

    @TempDir
    Path folder;

    @Test
    void floodIsSlowedLosesNothingAndDisturbsNobody() throws Exception {
        BrokerOptions options = BrokerOptions.of(0).withLimits(1_000_000, new ClientLimits(LIMIT, 0));
        try (EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder, options);
                TestClient reader = TestClient.connect(broker.url(), "reader", "", "");
                TestClient quiet = TestClient.connect(broker.url(), "quiet", "", "")) {
            assertThat(reader.subscribe("#")).isTrue();
            long begin = System.nanoTime();
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(broker));
            List<Long> delays = new ArrayList<>();
            boolean held = false;
            while (!flood.isDone()) {
                long before = System.nanoTime();
                assertThat(quiet.publish("quiet", "q")).isTrue();
                delays.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
                held |= broker.throttledClients() == 1;
                flood.copy()
                        .orTimeout(20, TimeUnit.MILLISECONDS)
                        .exceptionally(e -> null)
                        .join();
            }
            flood.join();
            double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1_000.0;

            List<String> flooded = new ArrayList<>();
            while (flooded.size() < FLOOD) {
                String text = reader.next();
                assertThat(text).isNotNull();
                if (!text.equals("q")) {
                    flooded.add(text);
                }
            }
            assertThat(flooded)
                    .isEqualTo(IntStream.range(0, FLOOD)
                            .mapToObj(Integer::toString)
                            .toList());
            // a burst of two seconds' worth is not delayed
            assertThat(seconds).isBetween((FLOOD - 2.0 * LIMIT) / LIMIT * 0.9, (FLOOD - 2.0 * LIMIT) / LIMIT * 4);
            delays.sort(null);
            assertThat(delays.get(delays.size() / 2))
                    .as("milliseconds; a client that is held waits at least 50")
                    .isLessThan(50);
            assertThat(held).isTrue();
            assertThat(broker.throttlePauses()).isPositive();
            assertThat(broker.throttledClients()).isZero();
            assertThat(broker.droppedMessages()).isZero();
        }
    }

    @Test
    void packetAboveTheLimitEndsItsConnectionAlone() throws Exception {
        BrokerOptions options = BrokerOptions.of(0).withLimits(100_000, ClientLimits.NONE);
        try (EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder, options);
                TestClient other = TestClient.connect(broker.url(), "other", "", "");
                TestClient large = TestClient.connect(broker.url(), "large", "", "")) {
            assertThat(large.publish("x", "y".repeat(99_000))).isTrue();
            assertThat(large.publish("x", "y".repeat(101_000))).isFalse();
            assertThat(other.publish("x", "y")).isTrue();
        }
    }

    @Test
    void packetOfTheLimitIsAcknowledgedAndOneByteMoreIsRefusedBeforeIt() throws Exception {
        int limit = 3_000_000;
        BrokerOptions options = BrokerOptions.of(0).withLimits(limit, ClientLimits.NONE);
        try (EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder, options);
                TestClient client = TestClient.connect(broker.url(), "client", "", "")) {
            assertThat(client.maximumPacketBytes()).isEqualTo(limit);
            for (int version : new int[] {4, 5}) {
                assertThat(PacketClient.publish(broker.port(), version, limit, limit))
                        .startsWith(PUBACK);
            }
            assertThat(PacketClient.publish(broker.port(), 4, limit + 1, limit + 1))
                    .isEmpty();
            assertThat(PacketClient.publish(broker.port(), 5, limit + 1, 100)).isEqualTo(PACKET_TOO_LARGE);
        }
    }

    @Test
    void figuresAreTrueAndPublishedAsMosquittoNamesThem() throws Exception {
        try (EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder, 0)) {
            try (TestClient away = TestClient.connect(broker.url(), "away", "", "")) {
                assertThat(away.subscribe("a/#")).isTrue();
                assertThat(away.subscribe("$share/group/b/#")).isTrue();
            }
            try (TestClient publisher = TestClient.connect(broker.url(), "publisher", "", "")) {
                for (int i = 0; i < 30; i++) {
                    publisher.publish(i < 20 ? "a/1" : "b/1", "m" + i);
                }
            }
            assertThat(broker.queuedMessages("away")).isEqualTo(20);
            assertThat(broker.queuedMessages()).isEqualTo(30);

            try (TestClient watcher = TestClient.connect(broker.url(), "watcher", "", "")) {
                assertThat(watcher.subscribe("$SYS/broker/store/messages/count"))
                        .isTrue();
                assertThat(watcher.next()).isEqualTo("30");
                watcher.unsubscribe("$SYS/broker/store/messages/count");
                assertThat(watcher.subscribe("$SYS/broker/publish/messages/dropped"))
                        .isTrue();
                assertThat(watcher.next()).isEqualTo("0");
            }
        }
    }

    private static void flood(EmbeddedMqttBroker broker) {
        try (FloodingClient client = FloodingClient.connect(broker.url())) {
            client.publishAll("flood", FLOOD);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }
}
