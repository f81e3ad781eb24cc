package org.metrobed.api.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.Times;
import org.metrobed.topics.TopicSpec;
import org.metrobed.topics.Topics;

@Timeout(120)
class RawLogReachIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private final Topics topics = new Topics(KAFKA.newPrefix(), 2);
    private final String raw = topics.raw().name();

    @BeforeEach
    void fill() throws Exception {
        TopicSpec spec = topics.raw();
        KAFKA.createTopic(spec.name(), spec.partitions(), spec.config());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int minute = 0; minute < 10; minute++) {
                long millis = Times.NOON.plus(Duration.ofMinutes(minute)).toEpochMilli();
                producer.send(new ProducerRecord<>(raw, minute % 2, millis, null, new byte[1]))
                        .get();
            }
        }
    }

    @Test
    void wholeLogIsKeptForEver() {
        RawLogReach reach = read();
        assertThat(reach).isEqualTo(new RawLogReach(Optional.empty(), Optional.empty()));
        assertThat(reach.describe()).isEqualTo("the raw log is whole, it is kept for ever");
    }

    @Test
    void shortenedLogBeginsWhereEachPartitionHasItsRecords() throws Exception {
        delete(0, 2);
        delete(1, 1);
        keep(Duration.ofDays(90));

        RawLogReach reach = read();

        assertThat(reach.since())
                .as("the later one of minute 4 in partition 0 and minute 3 in partition 1")
                .contains(Times.NOON.plus(Duration.ofMinutes(4)));
        assertThat(reach.kept()).contains(Duration.ofDays(90));
        assertThat(reach.describe())
                .startsWith("the raw log begins at ")
                .endsWith(", older records are deleted, it is kept for 90 days");
    }

    @Test
    void logOfWhichAllIsDeletedHasNoBegin() throws Exception {
        delete(0, 5);
        delete(1, 5);
        assertThat(read().describe()).startsWith("all records of the raw log are deleted");
    }

    private RawLogReach read() {
        return RawLogReach.read(KAFKA.bootstrapServers(), topics);
    }

    private void delete(int partition, long before) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(raw, partition), RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        }
    }

    private void keep(Duration time) throws Exception {
        ConfigEntry entry = new ConfigEntry("retention.ms", Long.toString(time.toMillis()));
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, raw),
                            List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()));
    }
}
