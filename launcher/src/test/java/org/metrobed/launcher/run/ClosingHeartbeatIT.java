package org.metrobed.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

class ClosingHeartbeatIT {

    private static final long NOON = 1_777_636_800_000L;
    private static final String TOPIC = new Topics("").raw().name();

    @TempDir
    private Path folder;

    @Test
    void theLastHeartbeatStandsBehindEveryRecordOfEveryPartitionButNoWatchersNote() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            String servers = kafka.bootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1)))
                        .all()
                        .get();
            }
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
                beat(producer, 0, RawKind.HEARTBEAT, "metrobed-ingest", NOON);
                beat(producer, 1, RawKind.HEARTBEAT, "metrobed-ingest", NOON);
                producer.send(new ProducerRecord<>(TOPIC, 1, NOON + 400, null, RawHeaders.text("{}")))
                        .get();
                beat(producer, 0, RawKind.MONITOR, "watch", NOON + 90_000);
            }

            assertThat(RawLogEnd.alignPartitions(servers, new Topics(""))).isEqualTo(NOON + 401);

            for (int partition = 0; partition < 2; partition++) {
                ConsumerRecord<byte[], byte[]> last = last(servers, partition);
                assertThat(last.timestamp()).isEqualTo(NOON + 401);
                assertThat(RawKind.of(last.headers().lastHeader(RawHeaders.KIND).value()))
                        .isEqualTo(RawKind.HEARTBEAT);
                assertThat(Heartbeat.CODEC.decode(last.value()))
                        .isEqualTo(new Heartbeat("metrobed-ingest", NOON + 401, NOON - 1_000));
            }
        }
    }

    private static void beat(
            KafkaProducer<byte[], byte[]> producer, int partition, RawKind kind, String instance, long millis)
            throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                TOPIC,
                partition,
                millis,
                RawHeaders.text(instance),
                Heartbeat.CODEC.encode(new Heartbeat(instance, millis, NOON - 1_000)));
        record.headers().add(RawHeaders.KIND, kind.bytes());
        producer.send(record).get();
    }

    private static ConsumerRecord<byte[], byte[]> last(String servers, int partition) {
        TopicPartition place = new TopicPartition(TOPIC, partition);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            long end = consumer.endOffsets(List.of(place)).get(place);
            while (consumer.position(place) < end) {
                records.addAll(consumer.poll(Duration.ofMillis(200)).records(place));
            }
            return records.get(records.size() - 1);
        }
    }
}
