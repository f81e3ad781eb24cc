package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.access.Access;
import org.metrobed.access.limit.ClientLimits;
import org.metrobed.config.Secret;
import org.metrobed.embedded.Ports;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.ingest.endpoint.ListenerSettings;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.MqttExtension;
import org.metrobed.topics.Topics;
import org.metrobed.topics.UnboundTopic;

/** Messages on topics that no binding fits: heard at the broker, reported, and sent to the raw log when a binding fits. */
class UnboundIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final MqttExtension MQTT = new MqttExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Topics topics = new Topics(KAFKA.newPrefix());
    private final String root = topics.prefix();

    @Test
    void gatewayThatNobodyConfiguredIsReportedAndItsEarlierMessagesFollowTheBinding() throws Exception {
        try (Ingest ingest = start(MQTT.url());
                Written written = new Written(KAFKA.bootstrapServers(), topics);
                Publisher publisher = new Publisher(MQTT.url())) {
            awaitListening(ingest);
            publisher.publish(root + "fixed/known", "known");
            publisher.publish(root + "roof/w1/up", "{\"t\":1}");
            publisher.publish(root + "roof/w1/up", "{\"t\":2}");
            publisher.publish(root + "other/x", "stays");

            List<UnboundTopic> heard = reported(2);
            assertThat(heard)
                    .extracting(UnboundTopic::pattern, UnboundTopic::messages, UnboundTopic::held)
                    .contains(tuple(root + "roof/w1/up", 2L, 2), tuple(root + "other/x", 1L, 1));
            assertThat(ingest.metrics().messages()).isEqualTo(1);

            written.catalog(Written.ordered(root + "roof/{thing}/up", "{thing}"));

            List<ConsumerRecord<byte[], byte[]>> driven;
            try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
                driven = log.read(record -> "heard".equals(text(record, "kind")), 2);
            }
            assertThat(driven)
                    .extracting(RawLog::text, RawLog::key)
                    .containsExactly(tuple("{\"t\":1}", "w1"), tuple("{\"t\":2}", "w1"));
            assertThat(driven).allSatisfy(record -> {
                assertThat(text(record, "mqtt-topic")).isEqualTo(root + "roof/w1/up");
                assertThat(Long.parseLong(text(record, "redrive-received")))
                        .isBetween(record.timestamp() - 60_000, record.timestamp() - 4_000);
            });
            Eventually.await(
                    "only the other one is held",
                    LIMIT,
                    () -> ingest.unbound()
                                    .topics()
                                    .listFitting(topic -> topic.startsWith(root))
                                    .size()
                            == 1);
        }
    }

    @Test
    void gatewayThatConnectsToIngestItselfIsHeardToo(@TempDir Path folder) {
        int port = Ports.choose(0);
        ListenerSettings listener =
                new ListenerSettings(Optional.empty(), 1 << 20, ClientLimits.NONE, Optional.empty());
        EndpointConfig endpoint = new EndpointConfig(port, Optional.of(folder), Access.everyone(), listener);
        try (Ingest ingest = DirectServer.start(endpoint, KAFKA.bootstrapServers(), topics);
                Publisher publisher = new Publisher("tcp://127.0.0.1:" + port)) {
            publisher.publish(root + "roof/w1/up", "{\"t\":1}");
            publisher.publish("metrobed/v1/town/gw/air/up", "no binding, but stored");

            Eventually.await("both", LIMIT, () -> ingest.unbound().topics().messages() == 2);
            assertThat(ingest.unbound().topics().listFitting(topic -> true))
                    .extracting(held -> held.message().topic())
                    .containsExactly(root + "roof/w1/up");
        }
    }

    @Test
    void fiftyThousandUnknownTopicsTakeBoundedMemoryAndNothingFromTheKnownOnes() throws Exception {
        try (Ingest ingest = start(MQTT.url());
                Publisher publisher = new Publisher(MQTT.url())) {
            awaitListening(ingest);
            Random random = new Random(7);
            for (int i = 0; i < 50_000; i++) {
                String device = Integer.toHexString(random.nextInt());
                publisher.publish(root + random.nextInt(40) + "/" + device + "/" + i % 7, "{\"v\":" + i + "}");
                if (i % 10 == 0) {
                    publisher.publish(root + "fixed/d" + i % 50, Integer.toString(i));
                }
            }
            publisher.flush();

            Eventually.await("all known", LIMIT, () -> ingest.metrics().acknowledged() >= 5_000);
            assertThat(ingest.metrics().messages()).isEqualTo(5_000);
            assertThat(ingest.metrics().reconnects()).isZero();
            assertThat(ingest.unbound().topics().messages()).isPositive();
            assertThat(ingest.unbound().topics().patterns()).isLessThanOrEqualTo(1_000);
            assertThat(ingest.unbound().topics().heldBytes()).isLessThanOrEqualTo(16L << 20);
        }
    }

    @Test
    void retainedMessageOfANewSubscriptionIsMarkedAndALiveOneIsNot() throws Exception {
        retainedIsMarked(MQTT.url());
    }

    @Test
    void retainedMessageOfMosquittoIsMarkedAndALiveOneIsNot(@TempDir Path folder) throws Exception {
        try (MosquittoProcess mosquitto = MosquittoProcess.start(folder)) {
            retainedIsMarked(mosquitto.url());
        }
    }

    private void retainedIsMarked(String url) throws InterruptedException, MqttException, IOException {
        retain(url, root + "fixed/kept", "old");
        try (Ingest ingest = start(url);
                Publisher publisher = new Publisher(url)) {
            awaitListening(ingest);
            Eventually.await("the kept one", LIMIT, () -> ingest.metrics().messages() == 1);
            retain(url, root + "fixed/kept", "new");
            publisher.publish(root + "fixed/live", "live");
            try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
                assertThat(log.messages(3))
                        .extracting(RawLog::text, record -> text(record, "retained"))
                        .containsExactlyInAnyOrder(tuple("old", "true"), tuple("new", null), tuple("live", null));
            }
        }
        try (Ingest again = start(url);
                Publisher publisher = new Publisher(url)) {
            publisher.publish(root + "fixed/live", "after");
            Eventually.await("the live one", LIMIT, () -> again.metrics().messages() >= 1);
            try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
                assertThat(log.messages(4)).hasSize(4); // the session is kept, so nothing is sent again
            }
        }
    }

    private static void retain(String url, String topic, String payload) throws MqttException {
        MqttClient client = new MqttClient(url, "retains-" + System.nanoTime(), new MemoryPersistence());
        client.connect();
        client.publish(topic, payload.getBytes(UTF_8), 1, true);
        client.disconnect();
        client.close();
    }

    private static void awaitListening(Ingest ingest) {
        Eventually.await("listening", LIMIT, () -> ingest.unbound().isListening());
    }

    private List<UnboundTopic> reported(int patterns) {
        try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.unbound().name())) {
            return log
                    .read(
                            record -> record.value() != null
                                    && topics.unbound()
                                            .codec()
                                            .decode(record.value())
                                            .pattern()
                                            .startsWith(root),
                            patterns)
                    .stream()
                    .map(record -> topics.unbound().codec().decode(record.value()))
                    .toList();
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return Optional.ofNullable(record.headers().lastHeader(header))
                .map(found -> new String(found.value(), UTF_8))
                .orElse(null);
    }

    private Ingest start(String url) throws InterruptedException {
        MqttConfig mqtt = new MqttConfig(url, "", Secret.NONE, root, List.of(root + "fixed/#"), 8_000);
        Ingest ingest = Ingest.start(
                IngestConfig.of(mqtt, new KafkaConfig(KAFKA.bootstrapServers(), topics))
                        .withUnboundFilters(List.of("#")),
                InstantSource.system());
        assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
        return ingest;
    }
}
