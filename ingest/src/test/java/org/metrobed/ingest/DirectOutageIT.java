package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.Ports;
import org.metrobed.ingest.PacketSocket.Connect;
import org.metrobed.ingest.PacketSocket.Packet;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.testkit.Eventually;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

/** Gateways that connect to ingest while Kafka is slow, frozen or away. */
final class DirectOutageIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOPIC = "metrobed/v1/city/gw/thing/up";

    @TempDir
    Path folder;

    private final Topics topics = new Topics("direct.");
    private final EndpointConfig endpoint = EndpointConfig.of(Ports.choose(0));

    @Test
    void whileKafkaIsFrozenNothingIsAcknowledgedAndTheConnectionStays() throws Exception {
        try (KafkaProcess kafka = KafkaProcess.start(folder);
                Ingest ingest = DirectServer.start(endpoint, kafka.bootstrapServers(), topics);
                PacketSocket client = connect(5, "client")) {
            client.publish(2, 1, TOPIC, "before");
            assertThat(client.receive().id()).isEqualTo(1);
            kafka.halt();
            for (int i = 2; i <= 500; i++) {
                client.publish(2, i, TOPIC, "m" + i);
            }
            Eventually.await("taken", LIMIT, () -> ingest.metrics().inFlight() == 499);
            client.ping();
            assertThat(client.receive().type()).isEqualTo(PacketSocket.PINGRESP);
            assertThat(ingest.metrics().acknowledged()).isEqualTo(1);
            assertThat(ingest.isServing()).isTrue();

            kafka.resume();
            for (int i = 2; i <= 500; i++) {
                assertThat(client.receive().id()).isEqualTo(i);
            }
            assertThat(payloads(kafka.bootstrapServers(), 500)).hasSize(500).contains("before", "m2", "m500");
        }
    }

    @Test
    void whatIsNotAcknowledgedWhenIngestEndsIsTakenAgainFromItsGateway() throws Exception {
        Connect gateway = Connect.of("gateway").lasting();
        try (KafkaProcess kafka = KafkaProcess.start(folder)) {
            Ingest first = DirectServer.start(endpoint, kafka.bootstrapServers(), topics);
            PacketSocket client = PacketSocket.connect(endpoint.port(), 4, gateway);
            kafka.halt();
            for (int i = 1; i <= 100; i++) {
                client.publish(2, i, TOPIC, "m" + i);
            }
            Eventually.await("taken", LIMIT, () -> first.metrics().inFlight() == 100);
            first.close();
            assertThat(client.find()).isEmpty();
            kafka.resume();
            try (Ingest second = DirectServer.start(endpoint, kafka.bootstrapServers(), topics);
                    PacketSocket again = PacketSocket.connect(endpoint.port(), 4, gateway)) {
                for (int i = 1; i <= 100; i++) {
                    again.publish(2 | 8, i, TOPIC, "m" + i);
                }
                for (int i = 1; i <= 100; i++) {
                    assertThat(again.receive().id()).isEqualTo(i);
                }
                assertThat(second.metrics().duplicates()).isEqualTo(100);
                assertThat(payloads(kafka.bootstrapServers(), 100)).hasSize(100);
            }
        }
    }

    @Test
    void kafkaThatIsAwayAndComesBackLosesNothingThatWasAcknowledged() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
        try (Ingest ingest = DirectServer.start(endpoint, kafka.bootstrapServers(), topics);
                PacketSocket client = connect(4, "client")) {
            Set<Integer> acknowledged = new TreeSet<>();
            publish(client, 1, 200);
            kafka.close();
            publish(client, 201, 400);
            Eventually.await("taken", LIMIT, () -> ingest.metrics().messages() == 400);
            kafka = EmbeddedKafka.start(folder, kafka.port());
            for (int i = 1; i <= 400; i++) {
                acknowledged.add(client.receive().id());
            }
            assertThat(acknowledged).hasSize(400);
            assertThat(payloads(kafka.bootstrapServers(), 400)).hasSize(400);
            assertThat(ingest.metrics().reconnects()).isZero();
            String servers = kafka.bootstrapServers();
            Eventually.passes(LIMIT, () -> assertThat(since(servers)).hasSizeGreaterThan(1));
        } finally {
            kafka.close();
        }
    }

    @Test
    void frozenKafkaStopsTheReadingOfAClientThatSendsWithoutEnd() throws Exception {
        String payload = "z".repeat(50_000);
        try (KafkaProcess kafka = KafkaProcess.start(folder);
                Ingest ingest = DirectServer.start(endpoint, kafka.bootstrapServers(), topics);
                PacketSocket old = connect(4, "old");
                PacketSocket other = connect(4, "other")) {
            kafka.halt();
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
                for (int i = 1; i <= 1_000; i++) {
                    old.publish(i % 2 == 0 ? 0 : 2, i, TOPIC, i + payload);
                }
            });
            Eventually.await("stopped", LIMIT, () -> ingest.metrics().bytes() >= 4_000_000);
            other.publish(2, 1, TOPIC, "other");
            Eventually.await("other", LIMIT, () -> ingest.metrics().messages() > 80);
            assertThat(ingest.metrics().bytes()).isLessThan(5_000_000);
            assertThat(flood).isNotDone();

            kafka.resume();
            assertThat(other.receive().type()).isEqualTo(PacketSocket.PUBACK);
            for (int i = 1; i <= 1_000; i += 2) {
                assertThat(old.receive().id()).isEqualTo(i);
            }
            flood.join();
            assertThat(payloads(kafka.bootstrapServers(), 1_001)).hasSize(1_001);
        }
    }

    @Test
    void largeMessagesOfSeveralClientsWaitForRoomWhileKafkaIsAway() throws Exception {
        String payload = "z".repeat(16_000_000);
        List<PacketSocket> clients = new ArrayList<>();
        try (KafkaProcess kafka = KafkaProcess.start(folder);
                Ingest ingest = DirectServer.start(endpoint, kafka.bootstrapServers(), topics);
                PacketSocket other = connect(4, "other")) {
            kafka.halt();
            for (int i = 1; i <= 5; i++) {
                PacketSocket client = connect(4, "large-" + i);
                clients.add(client);
                client.publish(2, i, TOPIC, payload);
            }
            Eventually.await("taken", LIMIT, () -> ingest.metrics().bytes() >= 32_000_000);
            for (int i = 0; i < 10; i++) { // both event loops run
                other.ping();
                assertThat(other.receive().type()).isEqualTo(PacketSocket.PINGRESP);
            }
            assertThat(ingest.metrics().bytes()).isEqualTo(32_000_000);

            kafka.resume();
            for (int i = 1; i <= 5; i++) {
                assertThat(clients.get(i - 1).receive().id()).isEqualTo(i);
            }
            assertThat(ingest.metrics().bytes()).isEqualTo(80_000_000);
        } finally {
            clients.forEach(PacketSocket::close);
        }
    }

    @Test
    void largeMessageOfQualityOfService2IsStoredOnceAfterAReconnectionInAnOutage() throws Exception {
        Connect gateway = Connect.of("gateway").lasting();
        String payload = "z".repeat(1_400_000);
        try (KafkaProcess kafka = KafkaProcess.start(folder);
                Ingest ingest = DirectServer.start(endpoint, kafka.bootstrapServers(), topics)) {
            PacketSocket first = PacketSocket.connect(endpoint.port(), 4, gateway);
            kafka.halt();
            first.publish(4, 1, TOPIC, payload);
            Eventually.await("taken", LIMIT, () -> ingest.metrics().messages() == 1);
            first.close();
            PacketSocket again = PacketSocket.connect(endpoint.port(), 4, gateway);
            again.publish(4 | 8, 1, TOPIC, payload);
            kafka.resume();
            Optional<Packet> answer = again.find();
            if (answer.isEmpty()) { // the first one will not be stored
                again.close();
                again = PacketSocket.connect(endpoint.port(), 4, gateway);
                again.publish(4 | 8, 1, TOPIC, payload);
                answer = again.find();
            }
            again.close();
            assertThat(answer.orElseThrow().type()).isEqualTo(PacketSocket.PUBREC);
            assertThat(ingest.metrics().confirmed()).isEqualTo(1);
        }
    }

    @Test
    void clientThatIgnoresTheReceiveMaximumIsDisconnected() throws Exception {
        try (KafkaProcess kafka = KafkaProcess.start(folder);
                Ingest ingest = DirectServer.start(endpoint, kafka.bootstrapServers(), topics);
                PacketSocket client = connect(5, "client")) {
            kafka.halt();
            for (int i = 1; i <= 1_001; i++) {
                client.publish(2, i, TOPIC, "m" + i);
            }
            Packet farewell = client.receive();
            assertThat(farewell.type()).isEqualTo(PacketSocket.DISCONNECT);
            assertThat(farewell.unsigned(0)).isEqualTo(0x93);
            kafka.resume();
            Eventually.await("stored", LIMIT, () -> ingest.metrics().confirmed() >= 1_000);
        }
    }

    private PacketSocket connect(int version, String clientId) {
        return PacketSocket.connect(endpoint.port(), version, Connect.of(clientId));
    }

    private static void publish(PacketSocket client, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> client.publish(2, i, TOPIC, "m" + i));
    }

    private Set<String> payloads(String kafka, int count) {
        try (RawLog log = new RawLog(kafka, topics.raw().name())) {
            Set<String> payloads = new TreeSet<>();
            log.messages(count).forEach(record -> payloads.add(new String(record.value(), UTF_8)));
            return payloads;
        }
    }

    private Set<Long> since(String kafka) {
        try (RawLog log = new RawLog(kafka, topics.raw().name())) {
            List<Long> since = new ArrayList<>();
            log.read(record -> RawLog.kind(record) == RawKind.HEARTBEAT, 30)
                    .forEach(record ->
                            since.add(Heartbeat.CODEC.decode(record.value()).sinceMillis()));
            return Set.copyOf(since);
        }
    }
}
