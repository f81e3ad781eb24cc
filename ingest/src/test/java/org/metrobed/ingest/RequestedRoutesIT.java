package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.config.Secret;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.MqttExtension;
import org.metrobed.topics.Topics;

/** Effects of the catalog's routes on a running ingest and on its next start. */
class RequestedRoutesIT {

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
        root = topics.prefix();
    }

    @Test
    void newVersionIsSubscribedAndLeftWithoutAReconnectAndItsKeysCount() throws Exception {
        try (Ingest ingest = start();
                Written written = new Written(KAFKA.bootstrapServers(), topics);
                Publisher publisher = new Publisher(MQTT.url())) {
            publisher.publish(root + "fixed/a", "before");
            publisher.publish(root + "lora/g1/up", "too early");
            publisher.flush();
            written.catalog(Written.ordered(root + "lora/{gateway}/up", "lora-{gateway}"));
            publishUntilTaken(publisher, ingest, root + "lora/g2/up");
            publisher.publish(root + "lora/g2/up", "taken");
            publisher.publish(root + "fixed/a", "still");

            List<ConsumerRecord<byte[], byte[]>> records = messagesUpTo("still", "taken");
            assertThat(records)
                    .extracting(RawLog::text, RawLog::key)
                    .contains(
                            tuple("before", root + "fixed/a"),
                            tuple("still", root + "fixed/a"),
                            tuple("taken", "lora-g2"))
                    .doesNotContain(tuple("too early", "lora-g1"));
            assertThat(ingest.counters().gateways().read()).containsOnlyKeys("g2");

            written.catalog();
            publishUntilLeft(publisher, ingest, root + "lora/g2/up");
            assertThat(ingest.metrics().reconnects()).isZero();
        }
    }

    @Test
    void recordThatIsNoCatalogIsSkippedAndCountedAndTheNextVersionCounts() throws Exception {
        try (Ingest ingest = start();
                Written written = new Written(KAFKA.bootstrapServers(), topics);
                Publisher publisher = new Publisher(MQTT.url())) {
            byte[] noise = new byte[64];
            new Random(3).nextBytes(noise);
            written.catalog(Written.ordered(root + "lora/{gateway}/up", ""));
            publishUntilTaken(publisher, ingest, root + "lora/g1/up");
            written.hostile(topics.catalog().name(), "v/noise".getBytes(UTF_8), noise);
            written.hostile(topics.catalog().name(), "v/nothing".getBytes(UTF_8), new byte[0]);
            written.hostile(topics.catalog().name(), "v/gone".getBytes(UTF_8), null);
            Eventually.await("skipped", LIMIT, () -> ingest.catalogRecordsSkipped() == 2);
            publishUntilTaken(publisher, ingest, root + "lora/g2/up");

            written.catalog(Written.ordered(root + "lora/{gateway}/up", ""), Written.ordered(root + "more/{x}", ""));
            publishUntilTaken(publisher, ingest, root + "more/a");
            assertThat(ingest.metrics().reconnects()).isZero();
        }
    }

    @Test
    void versionThatAnotherOneCameBeforeChangesNoSubscription() throws Exception {
        try (Ingest ingest = start();
                Written written = new Written(KAFKA.bootstrapServers(), topics);
                Publisher publisher = new Publisher(MQTT.url())) {
            written.catalog(Written.ordered(root + "first/{x}", ""));
            publishUntilTaken(publisher, ingest, root + "first/a");
            written.lateCatalog(Written.ordered(root + "late/{x}", ""));
            written.catalog(Written.ordered(root + "first/{x}", ""), Written.ordered(root + "third/{x}", ""));
            publishUntilTaken(publisher, ingest, root + "third/a");
            publisher.publish(root + "late/a", "late");
            publisher.publish(root + "first/b", "still");
            assertThat(messagesUpTo("still")).extracting(RawLog::text).doesNotContain("late");
            assertThat(ingest.catalogRecordsSkipped()).isZero();
        }
    }

    @Test
    void filterThatWasLeftWhileIngestWasAwayIsGoneAfterItsStart() throws Exception {
        try (Written written = new Written(KAFKA.bootstrapServers(), topics);
                Publisher publisher = new Publisher(MQTT.url())) {
            try (Ingest first = start()) {
                written.catalog(Written.ordered(root + "old/{x}", ""), Written.ordered(root + "kept/{x}", ""));
                publishUntilTaken(publisher, first, root + "old/a");
            }
            written.catalog(Written.ordered(root + "kept/{x}", ""));
            try (Ingest second = start()) {
                publishUntilLeft(publisher, second, root + "old/a");
                publisher.publish(root + "kept/a", "kept");
                assertThat(messagesUpTo("kept")).isNotEmpty();
            }
        }
    }

    @Test
    void keyChangesInTheRunningStreamWithoutLossAndInOrder() throws Exception {
        try (Ingest ingest = start();
                Written written = new Written(KAFKA.bootstrapServers(), topics);
                Publisher publisher = new Publisher(MQTT.url())) {
            for (int i = 0; i < 20_000; i++) {
                publisher.publish(root + "fixed/d" + i % 5, Integer.toString(i));
                if (i == 5_000) {
                    written.catalog(Written.ordered(root + "fixed/{device}", "device-{device}"));
                }
            }
            publisher.flush();
            Eventually.await("all", LIMIT, () -> ingest.metrics().acknowledged() >= 20_000);
            publisher.publish(root + "fixed/d0", "end");

            List<ConsumerRecord<byte[], byte[]>> records = messages(20_001);
            Map<String, Long> lastOfOldKey = new java.util.HashMap<>();
            Map<String, Long> firstOfNewKey = new java.util.HashMap<>();
            assertThat(records).hasSize(20_001);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                String topic = new String(RawLog.header(record, "mqtt-topic"), UTF_8);
                if (RawLog.key(record).equals(topic)) {
                    lastOfOldKey.merge(topic, record.timestamp(), Math::max);
                } else {
                    firstOfNewKey.merge(topic, record.timestamp(), Math::min);
                }
            }
            assertThat(lastOfOldKey).hasSize(5);
            assertThat(firstOfNewKey).hasSize(5);
            lastOfOldKey.forEach((topic, time) -> assertThat(time).isLessThanOrEqualTo(firstOfNewKey.get(topic)));
            assertThat(ingest.metrics().reconnects()).isZero();
        }
    }

    /** Publishes until a message is counted: then the subscription exists. */
    private static void publishUntilTaken(Publisher publisher, Ingest ingest, String topic) {
        long before = ingest.metrics().messages();
        Eventually.await("subscribed " + topic, LIMIT, () -> {
            publisher.publish(topic, "probe");
            publisher.flush();
            return ingest.metrics().messages() > before;
        });
    }

    /**
     * Publishes until a message is no longer received. A subscribed message follows each, so an earlier one would have
     * been received before it.
     */
    private void publishUntilLeft(Publisher publisher, Ingest ingest, String topic) {
        Eventually.await("left " + topic, LIMIT, () -> {
            long before = ingest.metrics().messages();
            publisher.publish(topic, "probe");
            publisher.flush();
            publisher.publish(root + "fixed/probe", "probe");
            publisher.flush();
            Eventually.await("the one behind", LIMIT, () -> ingest.metrics().messages() > before);
            long after = Eventually.get(
                    "settled",
                    LIMIT,
                    () -> ingest.metrics().messages(),
                    count -> ingest.metrics().inFlight() == 0);
            return after == before + 1;
        });
    }

    private Ingest start() throws InterruptedException {
        MqttConfig mqtt = new MqttConfig(MQTT.url(), "", Secret.NONE, root, List.of(root + "fixed/#"), 8_000);
        Ingest ingest = Ingest.start(
                IngestConfig.of(mqtt, new KafkaConfig(KAFKA.bootstrapServers(), topics)), InstantSource.system());
        assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
        return ingest;
    }

    /** All messages of the topic, at least this number: partitions are read in any order. */
    private List<ConsumerRecord<byte[], byte[]>> messages(int count) {
        try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
            return log.messages(count);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> messagesUpTo(String... last) {
        try (RawLog log = new RawLog(KAFKA.bootstrapServers(), topics.raw().name())) {
            for (String text : last) {
                assertThat(log.read(record -> RawLog.text(record).equals(text), 1))
                        .isNotEmpty();
            }
            return log.messages(1);
        }
    }
}
