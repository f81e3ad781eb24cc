package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedMqttBroker;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.testkit.Eventually;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

/** Messages during outages of a service; has its own services, because it stops them. */
class OutageIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Topics TOPICS = new Topics("outage.");

    @TempDir
    Path folder;

    @Test
    void nothingIsLostWhenKafkaAndThenTheBrokerGoAwayAndComeBack() throws Exception {
        EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder.resolve("mqtt"), 0);
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        try (Ingest ingest = start(broker.port(), kafka.port())) {
            assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
            publish(broker, 0, 2_000);
            Eventually.await("half is there", LIMIT, () -> ingest.metrics().confirmed() >= 1_000);
            kafka.close();
            publish(broker, 2_000, 4_000);
            assertThat(ingest.metrics().acknowledged()).isLessThan(4_000);

            kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafka.port());
            Eventually.await("all is there", LIMIT, () -> ingest.metrics().acknowledged() >= 4_000);

            broker.close();
            Eventually.await("noticed", LIMIT, () -> !ingest.isServing());
            broker = EmbeddedMqttBroker.start(folder.resolve("mqtt"), broker.port());
            Eventually.await("back", LIMIT, ingest::isServing);
            publish(broker, 4_000, 5_000);

            assertThat(readPayloads(kafka.bootstrapServers(), 5_000))
                    .containsExactlyInAnyOrderElementsOf(numbers(0, 5_000));
            assertThat(ingest.metrics().reconnects()).isPositive();
            assertSinceStartsAnewAfterTheOutage(kafka);
        } finally {
            broker.close();
            kafka.close();
        }
    }

    @Test
    void reconnectWithAThousandUnacknowledgedWhileKafkaConfirmsLateLosesNothingAndAcknowledgesEachOnce()
            throws Exception {
        EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder.resolve("mqtt"), 0);
        KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"));
        try (Ingest ingest = start(broker.port(), kafka.port())) {
            assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
            publish(broker, 0, 100);
            Eventually.await("acknowledged", LIMIT, () -> ingest.metrics().acknowledged() == 100);
            EmbeddedMqttBroker first = broker;
            // if an acknowledgement is still under way, the broker later redelivers that message before all others
            Eventually.await("the broker has them", LIMIT, () -> first.queuedMessages("ingest") == 0);
            int port = broker.port();
            broker.close();
            Eventually.await("noticed", LIMIT, () -> !ingest.isServing());
            // a backlog that exists when ingest connects: the broker sends a batch when all of the previous one is
            // acknowledged
            broker = EmbeddedMqttBroker.start(folder.resolve("mqtt"), 0);
            publish(broker, 100, 1_600);
            broker.close();

            kafka.halt();
            broker = EmbeddedMqttBroker.start(folder.resolve("mqtt"), port);
            Eventually.get("in flight", LIMIT, () -> ingest.metrics().inFlight(), count -> count == 1_000);
            broker = restart(broker, ingest);
            Eventually.get("again in flight", LIMIT, () -> ingest.metrics().inFlight(), count -> count == 1_000);
            assertThat(ingest.metrics().acknowledged()).isEqualTo(100);

            kafka.resume();
            Eventually.await("all acknowledged", LIMIT, () -> ingest.metrics().acknowledged() >= 1_600);
            Eventually.await("none left", LIMIT, () -> ingest.metrics().inFlight() == 0);
            assertThat(readPayloads(kafka.bootstrapServers(), 1_600))
                    .containsExactlyInAnyOrderElementsOf(numbers(0, 1_600));
            assertThat(ingest.metrics().acknowledged()).isEqualTo(1_600);
            assertThat(ingest.metrics().duplicates()).isBetween(1_000L, 1_010L);
        } finally {
            broker.close();
            kafka.close();
        }
    }

    @Test
    void largeMessageThatWaitsForKafkaDelaysNoEndAndIsWrittenOnceAfterwards() throws Exception {
        byte[] payload = new byte[1_400_000];
        new Random(6).nextBytes(payload);
        EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder.resolve("mqtt"), 0);
        try (KafkaProcess kafka = KafkaProcess.start(folder.resolve("kafka"));
                Publisher publisher = new Publisher(broker.url())) {
            Ingest first = start(broker.port(), kafka.port());
            assertThat(first.awaitSubscribed(LIMIT)).isTrue();
            kafka.halt();
            publisher.publish("metrobed/v1/city/gw/thing/up", payload, 1, null);
            Eventually.await("it waits", LIMIT, () -> first.metrics().inFlight() == 1);
            long begin = System.nanoTime();
            first.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
            kafka.resume();

            try (Ingest second = start(broker.port(), kafka.port());
                    RawLog log =
                            new RawLog(kafka.bootstrapServers(), TOPICS.raw().name())) {
                Eventually.await("acknowledged", LIMIT, () -> second.metrics().acknowledged() == 1);
                List<ConsumerRecord<byte[], byte[]>> large =
                        log.read(record -> RawLog.kind(record) == RawKind.LARGE, 1);
                assertThat(large).hasSize(1);
                assertThat(log.payload(large.get(0))).isEqualTo(payload);
            }
        } finally {
            broker.close();
        }
    }

    @Test
    void servicesThatStartLaterAreWaitedForAndClosingMeanwhileIsQuick() throws Exception {
        int mqttPort = freePort();
        int kafkaPort = freePort();
        Ingest ingest = start(mqttPort, kafkaPort);
        try {
            assertThat(ingest.awaitSubscribed(Duration.ofMillis(500))).isFalse();
            try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafkaPort);
                    EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder.resolve("mqtt"), mqttPort)) {
                assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
                publish(broker, 0, 10);
                assertThat(readPayloads(kafka.bootstrapServers(), 10)).hasSize(10);
            }
        } finally {
            long begin = System.nanoTime();
            ingest.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        }
        ingest.ended().get(60, TimeUnit.SECONDS);
    }

    private static Ingest start(int mqttPort, int kafkaPort) {
        MqttConfig mqtt = new MqttConfig(
                "tcp://127.0.0.1:" + mqttPort, "", Secret.NONE, "ingest", List.of("metrobed/v1/#"), 1_000);
        return Ingest.start(
                IngestConfig.of(mqtt, new KafkaConfig("127.0.0.1:" + kafkaPort, TOPICS)), InstantSource.system());
    }

    private EmbeddedMqttBroker restart(EmbeddedMqttBroker broker, Ingest ingest) {
        broker.close();
        Eventually.await("noticed", LIMIT, () -> !ingest.isServing());
        return EmbeddedMqttBroker.start(folder.resolve("mqtt"), broker.port());
    }

    private static void publish(EmbeddedMqttBroker broker, int from, int to) {
        try (Publisher publisher = new Publisher(broker.url())) {
            for (int i = from; i < to; i++) {
                publisher.publish("metrobed/v1/city/gw/thing-" + i % 7 + "/up", Integer.toString(i));
            }
        }
    }

    private static Set<String> readPayloads(String bootstrapServers, int count) {
        try (RawLog log = new RawLog(bootstrapServers, TOPICS.raw().name())) {
            TreeSet<String> payloads = new TreeSet<>();
            AtomicInteger read = new AtomicInteger(count - 1);
            Eventually.await("all in the log", LIMIT, () -> {
                // one record more each time, because some are duplicates
                log.messages(read.get() + 1).forEach(record -> payloads.add(RawLog.text(record)));
                read.incrementAndGet();
                return payloads.size() >= count;
            });
            return payloads;
        }
    }

    private static void assertSinceStartsAnewAfterTheOutage(EmbeddedKafka kafka) {
        try (RawLog log = new RawLog(kafka.bootstrapServers(), TOPICS.raw().name())) {
            Eventually.passes(
                    LIMIT,
                    () -> assertThat(log.read(record -> RawLog.kind(record) == RawKind.HEARTBEAT, 8))
                            .extracting(record ->
                                    Heartbeat.CODEC.decode(record.value()).sinceMillis())
                            .satisfies(since -> assertThat(Set.copyOf(since)).hasSizeGreaterThan(1)));
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
