package org.metrobed.stream.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.Topic;
import org.metrobed.topics.Topics;

/** {@link KafkaCatalogSource} on a real topic. */
class KafkaCatalogSourceIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void ofTwoPublicationsAtOnceTheFirstIsInForceAndTheOtherIsNoFault() throws Exception {
        String prefix = KAFKA.newPrefix();
        Topic<CatalogRecord> topic = new Topics(prefix).catalog();
        KAFKA.createTopic(topic.name(), 1, topic.spec().config());
        long first =
                write(topic, version(CatalogRecord.Version.NONE, "city", "a")).offset();
        long won = write(topic, version(first, "lake", "b")).offset();
        RecordMetadata lost = write(topic, version(first, "port", "c"));

        try (CatalogSource.OpenCatalog open = new KafkaCatalogSource(KAFKA.bootstrapServers(), prefix).open()) {
            long known = lost.timestamp() + CatalogTimeline.LEAD_MILLIS;
            assertThat(open.timeline().at(known).catalog().version()).isEqualTo(won);
            assertThat(open.timeline().skipped()).isZero();

            long next = write(topic, version(won, "port", "d")).offset();
            RecordMetadata last = write(topic, version(first, "late", "e"));
            long later = last.timestamp() + CatalogTimeline.LEAD_MILLIS;
            assertThat(open.timeline().at(later).catalog().version()).isEqualTo(next);
        }
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void tasksOfAProcessShareOneCatalogWhichIsFilledUntilTheLastOneCloses() throws Exception {
        String prefix = KAFKA.newPrefix();
        Topic<CatalogRecord> topic = new Topics(prefix).catalog();
        KAFKA.createTopic(topic.name(), 1, topic.spec().config());
        RecordMetadata first = write(topic, version(CatalogRecord.Version.NONE, "city", "a"));
        KafkaCatalogSource source = new KafkaCatalogSource(KAFKA.bootstrapServers(), prefix);
        CatalogTimeline shared;
        try (CatalogSource.OpenCatalog one = source.open()) {
            shared = one.timeline();
            CatalogSource.OpenCatalog other = new KafkaCatalogSource(KAFKA.bootstrapServers(), prefix).open();
            assertThat(other.timeline()).isSameAs(shared);
            other.close();
            other.close();

            RecordMetadata next = write(topic, version(first.offset(), "port", "b"));
            long known = next.timestamp() + CatalogTimeline.LEAD_MILLIS;
            assertThat(shared.at(known).catalog().version()).isEqualTo(next.offset());
        }
        try (CatalogSource.OpenCatalog again = source.open()) {
            assertThat(again.timeline()).isNotSameAs(shared);
            assertThat(again.timeline().at(first.timestamp()).catalog().version())
                    .isEqualTo(first.offset());
        }
    }

    private static CatalogRecord.Version version(long follows, String id, String publication) {
        String text = "testbed:\n  id: " + id + "\n  name: " + id + "\n  zone: UTC\n";
        return CatalogRecord.Version.of(follows, Map.of(id + "/testbed.yaml", text))
                .conditional(publication);
    }

    private static RecordMetadata write(Topic<CatalogRecord> topic, CatalogRecord.Version version) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] key = version.key().getBytes(StandardCharsets.UTF_8);
            return producer.send(new ProducerRecord<>(
                            topic.name(), 0, key, topic.codec().encode(version)))
                    .get();
        }
    }
}
