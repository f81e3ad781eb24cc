package org.metrobed.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.RawParts;
import org.metrobed.topics.TopicSpec;
import org.metrobed.topics.Topics;

class KafkaPartsIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final int PARTITION = 1;

    private final Random random = new Random(4);
    private KafkaProducer<byte[], byte[]> producer;
    private TopicPartition place;
    private KafkaParts parts;

    @BeforeEach
    void createTopic() {
        TopicSpec raw = new Topics(KAFKA.newPrefix()).raw();
        KAFKA.createTopic(raw.name(), raw.partitions(), raw.config());
        place = new TopicPartition(raw.name(), PARTITION);
        parts = new KafkaParts(KAFKA.bootstrapServers());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void partsOfTwoMessagesBetweenOthersAreReadInTheirOrder() throws Exception {
        List<Long> evenOffsets = new ArrayList<>();
        List<Long> oddOffsets = new ArrayList<>();
        List<byte[]> even = new ArrayList<>();
        List<byte[]> odd = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            byte[] part = new byte[RawParts.MAX_BYTES];
            random.nextBytes(part);
            (i % 2 == 0 ? even : odd).add(part);
            (i % 2 == 0 ? evenOffsets : oddOffsets).add(send(RawKind.PART, part));
            send(RawKind.MESSAGE, new byte[10]);
        }
        assertThat(parts.read(place, evenOffsets)).containsExactlyElementsOf(even);
        assertThat(parts.read(place, oddOffsets)).containsExactlyElementsOf(odd);
    }

    @Test
    void partThatRetentionHasDeletedOrThatIsNoneIsMissing() throws Exception {
        long first = send(RawKind.PART, new byte[1]);
        long second = send(RawKind.PART, new byte[2]);
        long other = send(RawKind.MESSAGE, new byte[3]);
        assertThat(parts.read(place, List.of(first, second))).hasSize(2);
        assertThat(parts.read(place, List.of(second, other))).hasSize(1);

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()))) {
            admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(second)))
                    .all()
                    .get();
        }
        assertThat(parts.read(place, List.of(first, second))).isEmpty();
        assertThat(parts.read(place, List.of(second))).hasSize(1);
    }

    private long send(RawKind kind, byte[] value) throws InterruptedException, ExecutionException {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(place.topic(), PARTITION, null, value);
        record.headers().add(RawHeaders.KIND, kind.bytes());
        return producer.send(record).get().offset();
    }
}
