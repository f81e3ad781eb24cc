package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.config.Secret;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.MqttExtension;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.RawParts;
import org.metrobed.topics.Topics;

class IngestIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final MqttExtension MQTT = new MqttExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Topics topics;
    private String root;

    @BeforeEach
    void chooseNames() {
        topics = new Topics(KAFKA.newPrefix());
        root = "metrobed/v1/" + topics.prefix() + "city";
    }

    @Test
    void everyMessageLandsOnceWithItsHeadersInTheOrderOfItsThing() throws Exception {
        int things = 20;
        int each = 1_000;
        try (Ingest ingest = start();
                Publisher publisher = new Publisher(MQTT.url())) {
            for (int i = 0; i < each; i++) {
                for (int thing = 0; thing < things; thing++) {
                    publisher.publish(root + "/gw-" + i % 3 + "/thing-" + thing + "/up", Integer.toString(i));
                }
            }
            publisher.flush();
            List<ConsumerRecord<byte[], byte[]>> records = messages(things * each);

            assertThat(records).hasSize(things * each);
            assertOrdered(records, each);
            assertThat(records.get(0)).satisfies(record -> {
                assertThat(RawLog.text(record)).isEqualTo("0");
                assertThat(headerText(record, RawHeaders.MQTT_TOPIC)).startsWith(root + "/gw-0/thing-");
                assertThat(RawHeaders.number(RawLog.header(record, RawHeaders.QOS)))
                        .isEqualTo(1);
                assertThat(RawHeaders.flag(RawLog.header(record, RawHeaders.DUP)))
                        .isFalse();
                assertThat(headerText(record, RawHeaders.SESSION)).startsWith(clientId() + "/");
                assertThat(RawLog.header(record, RawHeaders.CONTENT_TYPE)).isNull();
                assertThat(RawLog.header(record, RawHeaders.SHA256)).isEqualTo(RawParts.sha256("0".getBytes(UTF_8)));
            });
            Eventually.passes(LIMIT, () -> {
                assertThat(ingest.metrics().acknowledged()).isEqualTo((long) things * each);
                assertThat(ingest.metrics().inFlight()).isZero();
            });
        }
    }

    @Test
    void messagesPublishedWhileItIsAwayArriveAfterwards() throws Exception {
        try (Publisher publisher = new Publisher(MQTT.url())) {
            try (Ingest first = start()) {
                publisher.publish(root + "/gw/thing/up", "before");
                Eventually.await("acknowledged", LIMIT, () -> first.metrics().acknowledged() == 1);
            }
            for (int i = 0; i < 100; i++) {
                publisher.publish(root + "/gw/thing/up", "meanwhile " + i);
            }
            publisher.flush();
            try (Ingest second = start()) {
                assertThat(messages(101)).hasSize(101).extracting(RawLog::text).startsWith("before", "meanwhile 0");
                assertThat(second.metrics().messages()).isEqualTo(100);
            }
        }
    }

    @Test
    void largePayloadsOfTwoClientsAreKeptWholeAndInOrderWithOtherMessages() throws Exception {
        byte[] first = new byte[10 << 20];
        byte[] second = new byte[1_400_000];
        new Random(1).nextBytes(first);
        new Random(2).nextBytes(second);
        try (Ingest ingest = start();
                Publisher one = new Publisher(MQTT.url());
                Publisher other = new Publisher(MQTT.url())) {
            one.publish(root + "/gw/thing/up", first, 1, "application/octet-stream");
            other.publish(root + "/gw/thing/up", second, 1, null);
            one.publish(root + "/gw/thing/up", "next");
            other.flush();
            other.publish(root + "/gw/thing/up", second, 0, null);
            List<ConsumerRecord<byte[], byte[]>> messages = readRaw(IngestIT::isMessage, 4);
            Eventually.await("acknowledged", LIMIT, () -> ingest.metrics().acknowledged() == 3);

            assertThat(messages)
                    .extracting(record -> RawParts.sha256(payload(record)))
                    .containsExactlyInAnyOrder(
                            RawParts.sha256(first),
                            RawParts.sha256(second),
                            RawParts.sha256("next".getBytes(UTF_8)),
                            RawParts.sha256(second));
            assertThat(messages)
                    .allSatisfy(record -> assertThat(RawLog.header(record, RawHeaders.SHA256))
                            .isEqualTo(RawParts.sha256(payload(record))));
            ConsumerRecord<byte[], byte[]> large = messages.stream()
                    .filter(record -> payload(record).length == first.length)
                    .findFirst()
                    .orElseThrow();
            assertThat(RawHeaders.number(RawLog.header(large, RawHeaders.LENGTH)))
                    .isEqualTo(first.length);
            assertThat(headerText(large, RawHeaders.CONTENT_TYPE)).isEqualTo("application/octet-stream");
            assertThat(messages.indexOf(large))
                    .isLessThan(messages.stream().map(RawLog::text).toList().indexOf("next"));
            assertThat(ingest.metrics().oversize()).isEqualTo(3);
        }
    }

    /** Kafka takes the first part, which can be compressed, and refuses the message's own record, which cannot. */
    @Test
    void messageWhoseIngestIsKilledBetweenItsPartsIsWrittenOnceAfterwards(@TempDir Path folder) throws Exception {
        byte[] payload = new byte[1_400_000];
        byte[] noise = new byte[payload.length - RawParts.MAX_BYTES];
        new Random(3).nextBytes(noise);
        System.arraycopy(noise, 0, payload, RawParts.MAX_BYTES, noise.length);
        start().close();
        Predicate<ConsumerRecord<byte[], byte[]>> isPart = record -> RawLog.kind(record) == RawKind.PART;
        try (IngestProcess ingest = IngestProcess.start(folder, config());
                Publisher publisher = new Publisher(MQTT.url())) {
            publisher.publish(root + "/gw/thing/up", "small");
            assertThat(readRaw(IngestIT::isMessage, 1)).isNotEmpty();
            allowMessagesOf(100_000);
            publisher.publish(root + "/gw/thing/up", payload, 1, null);
            assertThat(readRaw(isPart, 1)).isNotEmpty();
            ingest.kill();
        }
        allowMessagesOf(Topics.MAX_RAW_BYTES);
        try (Ingest ingest = start()) {
            Eventually.await("acknowledged", LIMIT, () -> ingest.metrics().acknowledged() > 0);
            List<ConsumerRecord<byte[], byte[]>> messages = readRaw(record -> isMessage(record) && !isSmall(record), 1);
            assertThat(messages).hasSize(1);
            assertThat(payload(messages.get(0))).isEqualTo(payload);
            assertThat(readRaw(isPart, 2)).as("its part and one of no message").hasSizeGreaterThan(1);
        }
    }

    @Test
    void emptyPayloadAndUnacknowledgedQualityOfServicePass() throws Exception {
        try (Ingest ingest = start();
                Publisher publisher = new Publisher(MQTT.url())) {
            publisher.publish(root + "/gw/thing/up", new byte[0], 1, null);
            publisher.publish(root + "/gw/thing/up", "zero".getBytes(UTF_8), 0, null);
            publisher.publish(root + "/gw/thing/up", "two".getBytes(UTF_8), 2, null);
            List<ConsumerRecord<byte[], byte[]>> records = messages(3);

            assertThat(records)
                    .extracting(RawLog::text, record -> RawHeaders.number(RawLog.header(record, RawHeaders.QOS)))
                    .containsExactlyInAnyOrder(tuple("", 1L), tuple("zero", 0L), tuple("two", 1L));
            Eventually.await("acknowledged", LIMIT, () -> ingest.metrics().acknowledged() == 2);
        }
    }

    @Test
    void messageThatKafkaRefusesIsNotAcknowledgedAndComesAgain() throws Exception {
        byte[] payload = new byte[5_000];
        new Random(2).nextBytes(payload);
        try (Ingest ingest = start();
                Publisher publisher = new Publisher(MQTT.url())) {
            allowMessagesOf(2_000);
            publisher.publish(root + "/gw/thing/up", payload, 1, null);
            publisher.publish(root + "/gw/thing/up", "after");
            Eventually.await("refused", LIMIT, () -> ingest.metrics().failures() >= 1 && !ingest.isServing());
            assertThat(ingest.metrics().acknowledged()).isZero();

            allowMessagesOf(Topics.MAX_RAW_BYTES);
            Eventually.await("acknowledged", LIMIT, () -> ingest.metrics().acknowledged() == 2);
            List<ConsumerRecord<byte[], byte[]>> large = readRaw(record -> record.value().length == 5_000, 1);
            assertThat(large).hasSize(1);
            assertThat(RawHeaders.flag(RawLog.header(large.get(0), RawHeaders.DUP)))
                    .isTrue();
            assertThat(ingest.metrics().duplicates()).isPositive();
        }
    }

    @Test
    void rawTopicMadeByHandThatIsTooSmallIsNotServedUntilItIsRepaired() throws Exception {
        KAFKA.createTopic(topics.raw().name(), 1, Map.of("max.message.bytes", "1048588"));
        try (Ingest ingest = Ingest.start(config(), InstantSource.system())) {
            assertThat(ingest.awaitSubscribed(Duration.ofSeconds(2))).isFalse();

            allowMessagesOf(Topics.MAX_RAW_BYTES);
            assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
        }
    }

    @Test
    void heartbeatsReachEachPartitionAndTheCatalog() throws Exception {
        try (Ingest ingest = start()) {
            assertThat(ingest.isServing()).isTrue();
            List<ConsumerRecord<byte[], byte[]>> heartbeats =
                    readRaw(record -> RawLog.kind(record) == RawKind.HEARTBEAT, 12);

            assertThat(heartbeats).extracting(ConsumerRecord::partition).contains(0, 1, 2, 3);
            assertThat(heartbeats).allSatisfy(record -> {
                Heartbeat heartbeat = Heartbeat.CODEC.decode(record.value());
                assertThat(heartbeat.timeMillis())
                        .isEqualTo(record.timestamp())
                        .isGreaterThanOrEqualTo(heartbeat.sinceMillis());
                assertThat(heartbeat.instance()).startsWith(clientId());
            });
            try (RawLog catalog =
                    new RawLog(KAFKA.bootstrapServers(), topics.catalog().name())) {
                CatalogRecord record = topics.catalog()
                        .codec()
                        .decode(catalog.read(some -> some.value() != null, 1)
                                .get(0)
                                .value());
                assertThat(record).isInstanceOf(Heartbeat.class);
            }
        }
    }

    @Test
    void silenceCountsOnlyFromWhenTheBrokersBacklogIsWritten() throws Exception {
        int backlog = 20_000;
        start().close();
        try (Publisher publisher = new Publisher(MQTT.url())) {
            for (int i = 0; i < backlog; i++) {
                publisher.publish(root + "/gw/thing/up", Integer.toString(i));
            }
        }
        try (Ingest ingest = start()) {
            assertThat(ingest.isServing()).isTrue();
            long written = messages(backlog).stream()
                    .mapToLong(ConsumerRecord::timestamp)
                    .max()
                    .orElseThrow();
            List<Heartbeat> heartbeats = List.of();
            while (heartbeats.stream()
                            .filter(heartbeat -> heartbeat.sinceMillis() < heartbeat.timeMillis())
                            .count()
                    < 12) {
                heartbeats = readRaw(record -> RawLog.kind(record) == RawKind.HEARTBEAT, heartbeats.size() + 4).stream()
                        .map(record -> Heartbeat.CODEC.decode(record.value()))
                        .toList();
            }
            String last = heartbeats.get(heartbeats.size() - 1).instance();
            List<Heartbeat> counting = heartbeats.stream()
                    .filter(heartbeat ->
                            heartbeat.instance().equals(last) && heartbeat.sinceMillis() < heartbeat.timeMillis())
                    .toList();
            assertThat(counting)
                    .extracting(Heartbeat::sinceMillis)
                    .containsOnly(counting.get(0).sinceMillis());
            assertThat(counting.get(0).sinceMillis()).isGreaterThanOrEqualTo(written);
            assertThat(messages(backlog))
                    .hasSize(backlog)
                    .noneMatch(record -> RawLog.key(record).contains("marker"));
            assertThat(ingest.metrics().acknowledged()).isEqualTo(backlog);
        }
    }

    @Test
    void whatTheBrokerSaysOfItselfAndWhatCameIsShown() throws Exception {
        try (Ingest ingest = start();
                StatusServer status = StatusServer.start(ingest, "127.0.0.1", 0);
                Publisher publisher = new Publisher(MQTT.url())) {
            assertThat(get(status, "/health")).isEqualTo("serving\n");
            // what is not known has no sample; the broker may have said 0 already
            assertThat(get(status, "/metrics")).doesNotContain("metrobed_ingest_broker_queue -");
            publisher.publish(root + "/gw-7/thing/up", "after");

            Eventually.passes(LIMIT, () -> {
                fillQueue(ingest);
                assertThat(get(status, "/health")).isEqualTo("degraded: queue at 61 %\n");
            });
            Eventually.passes(LIMIT, () -> {
                fillQueue(ingest);
                assertThat(get(status, "/metrics"))
                        .contains("metrobed_ingest_broker_queue 1220000.0", "metrobed_ingest_broker_dropped_total 7.0")
                        .contains("metrobed_ingest_gateway_messages_total{gateway=\"gw-7\"} 1.0")
                        .contains("metrobed_ingest_commands_total{outcome=\"sent\"} 0.0")
                        .contains("metrobed_ingest_ack_delay_seconds_bucket{le=\"60.0\"} 1");
            });
        }
    }

    /** As a broker with a long queue says; the broker of the test says now and then that it has none. */
    private static void fillQueue(Ingest ingest) {
        ingest.counters().broker().accept(BrokerFigures.QUEUE_TOPIC, "1220000".getBytes(UTF_8));
        ingest.counters().broker().accept(BrokerFigures.DROPPED_TOPIC, "7".getBytes(UTF_8));
    }

    private static String get(StatusServer status, String path) {
        URI uri = URI.create("http://127.0.0.1:" + status.port() + path);
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }

    private Ingest start() throws InterruptedException {
        Ingest ingest = Ingest.start(config(), InstantSource.system());
        assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
        return ingest;
    }

    private IngestConfig config() {
        MqttConfig mqtt = new MqttConfig(MQTT.url(), "", Secret.NONE, clientId(), List.of(root + "/#"), 8_000);
        return IngestConfig.of(mqtt, new KafkaConfig(KAFKA.bootstrapServers(), topics));
    }

    private String clientId() {
        return "ingest-" + topics.prefix();
    }

    private List<ConsumerRecord<byte[], byte[]>> messages(int count) {
        try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
            return log.messages(count);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> readRaw(Predicate<ConsumerRecord<byte[], byte[]>> wanted, int count) {
        try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
            return log.read(wanted, count);
        }
    }

    private static boolean isMessage(ConsumerRecord<byte[], byte[]> record) {
        return RawLog.kind(record) == RawKind.MESSAGE || RawLog.kind(record) == RawKind.LARGE;
    }

    private static boolean isSmall(ConsumerRecord<byte[], byte[]> record) {
        return RawLog.text(record).equals("small");
    }

    private byte[] payload(ConsumerRecord<byte[], byte[]> record) {
        try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
            return log.payload(record);
        }
    }

    private void allowMessagesOf(int bytes) throws Exception {
        ConfigResource raw =
                new ConfigResource(ConfigResource.Type.TOPIC, topics.raw().name());
        AlterConfigOp allow = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(raw, List.of(allow))).all().get();
        }
    }

    /** Each key has 0, 1, 2, … in this order, in one partition, and received times rise, also within a millisecond. */
    private static void assertOrdered(List<ConsumerRecord<byte[], byte[]>> records, int each) {
        Map<String, LinkedHashSet<String>> values = new HashMap<>();
        Map<String, Integer> partitions = new HashMap<>();
        Map<Integer, Long> times = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            values.computeIfAbsent(RawLog.key(record), key -> new LinkedHashSet<>())
                    .add(RawLog.text(record));
            assertThat(partitions.putIfAbsent(RawLog.key(record), record.partition()))
                    .isIn(null, record.partition());
            long micros = RawHeaders.number(
                    record.headers().lastHeader(RawHeaders.MICROS).value());
            long received = record.timestamp() * 1_000 + micros;
            Long before = times.put(record.partition(), received);
            assertThat(before == null || before < received).isTrue();
        }
        List<String> expected =
                IntStream.range(0, each).mapToObj(Integer::toString).toList();
        assertThat(values).hasSize(20);
        assertThat(values.values())
                .allSatisfy(found -> assertThat(List.copyOf(found)).isEqualTo(expected));
    }

    private static String headerText(ConsumerRecord<byte[], byte[]> record, String name) {
        return RawHeaders.text(RawLog.header(record, name));
    }
}
