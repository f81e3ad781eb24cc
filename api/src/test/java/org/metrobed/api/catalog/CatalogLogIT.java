package org.metrobed.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.api.log.Producers;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.Topic;
import org.metrobed.topics.Topics;

/** {@link CatalogLog} on a real topic. */
class CatalogLogIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @Test
    void whatCannotBeReadIsPassedOverAndBeatsAreNoVersions() throws Exception {
        Topic<CatalogRecord> topic = new Topics(KAFKA.newPrefix()).catalog();
        KAFKA.createTopic(topic.name(), 1, Map.of());
        send(topic, "version", topic.codec().encode(version("first")));
        send(topic, "version", "no record".getBytes(StandardCharsets.UTF_8));
        send(topic, Heartbeat.KEY, topic.codec().encode(new Heartbeat("metrobed-ingest/1", 1_000, 500)));
        send(topic, "version", null);
        send(topic, "version", topic.codec().encode(version("second")));

        try (CatalogLog log = CatalogLog.reading(KAFKA.bootstrapServers(), topic)) {
            assertThat(log.findHeartbeat()).isEmpty();
            List<CatalogLog.Entry> entries = new ArrayList<>();
            Eventually.await("the end", Duration.ofSeconds(60), () -> {
                entries.addAll(log.poll(Duration.ofMillis(200)));
                return log.atEnd();
            });
            assertThat(entries).extracting(entry -> entry.version().version()).containsExactly(0L, 4L);
            assertThat(entries)
                    .extracting(entry -> entry.content().files().get("bundle/a.yaml"))
                    .containsExactly("first", "second");
            assertThat(log.findHeartbeat().orElseThrow().heartbeat().instance()).isEqualTo("metrobed-ingest/1");

            send(topic, "version", topic.codec().encode(version("third")));
            assertThat(log.atEnd()).isFalse();
        }
    }

    @Test
    void logThatIsOpenedAgainGoesOnAfterWhatItHasRead() throws Exception {
        Topic<CatalogRecord> topic = new Topics(KAFKA.newPrefix()).catalog();
        KAFKA.createTopic(topic.name(), 1, Map.of());
        send(topic, Heartbeat.KEY, topic.codec().encode(new Heartbeat("metrobed-ingest/1", 1_000, 500)));
        send(topic, "version", topic.codec().encode(version("first")));
        try (CatalogLog log = CatalogLog.reading(KAFKA.bootstrapServers(), topic)) {
            assertThat(await(log, 1L)).containsExactly(1L);
            long answers = log.answers();

            log.reopen();
            assertThat(log.newest()).isEqualTo(1);
            assertThat(log.findHeartbeat()).isPresent();
            assertThat(log.answers()).as("no answer has come since").isEqualTo(answers);

            send(topic, "version", topic.codec().encode(version("second")));
            assertThat(await(log, 2L)).containsExactly(2L);
            assertThat(log.answers()).isGreaterThan(answers);
        }
    }

    /** Reads until this version came. */
    private static List<Long> await(CatalogLog log, long version) throws Exception {
        List<Long> versions = new ArrayList<>();
        Eventually.await("version " + version, Duration.ofSeconds(60), () -> {
            log.poll(Duration.ofMillis(200))
                    .forEach(entry -> versions.add(entry.version().version()));
            return versions.contains(version);
        });
        return versions;
    }

    @Test
    void topicWithoutRecordsIsKnownToBeEmptyWhenKafkaHasAnswered() throws Exception {
        Topic<CatalogRecord> topic = new Topics(KAFKA.newPrefix()).catalog();
        KAFKA.createTopic(topic.name(), 1, Map.of());
        try (CatalogLog log = CatalogLog.reading(KAFKA.bootstrapServers(), topic)) {
            assertThat(log.isKnownEnd()).as("before Kafka has answered").isFalse();
            Eventually.await("the end", Duration.ofSeconds(30), () -> {
                log.poll(Duration.ofMillis(200));
                return log.isKnownEnd();
            });
        }
    }

    @Test
    void pollWithoutAnAnswerOfKafkaCountsNone() throws Exception {
        Topic<CatalogRecord> topic = new Topics(KAFKA.newPrefix()).catalog();
        KAFKA.createTopic(topic.name(), 1, Map.of());
        // accepts connections and never answers, like a process that is stopped
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                CatalogLog frozen = CatalogLog.following("127.0.0.1:" + silent.getLocalPort(), topic);
                CatalogLog log = CatalogLog.following(KAFKA.bootstrapServers(), topic)) {
            frozen.poll(Duration.ofSeconds(1));
            frozen.poll(Duration.ofSeconds(1));
            assertThat(frozen.answers()).isZero();
            for (int times = 0; times < 2; times++) {
                long before = log.answers();
                Eventually.await("an answer without records", Duration.ofSeconds(60), () -> {
                    log.poll(Duration.ofMillis(500));
                    return log.answers() > before;
                });
            }
        }
    }

    private static CatalogRecord.Version version(String text) {
        return new CatalogRecord.Version(
                "0123456789abcdef", CatalogRecord.Version.NONE, Map.of("bundle/a.yaml", text), List.of(), "");
    }

    private static void send(Topic<CatalogRecord> topic, String key, byte[] value) throws Exception {
        try (Producer<byte[], byte[]> producer = Producers.open(KAFKA.bootstrapServers())) {
            producer.send(new ProducerRecord<>(topic.name(), 0, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        }
    }
}
