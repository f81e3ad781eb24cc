package org.metrobed.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaIT {

    private static final String TOPIC = "kept";

    @TempDir
    Path folder;

    @Test
    void recordsAndGroupOffsetsOutliveCloseAndStart() throws Exception {
        int port;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            port = kafka.port();
            create(kafka);
            send(kafka, "first");
            assertThat(read(kafka, 1)).containsExactly("first");
            send(kafka, "second");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, port)) {
            assertThat(read(kafka, 1)).containsExactly("second");
        }
    }

    /** What a full disk that has room again leaves behind; Kafka by itself empties the log then and sets the topic aside. */
    @Test
    void topicsAndRecordsOutliveAPartOfABatchWithinTheLogOfMetadata() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            create(kafka);
            send(kafka, "acknowledged");
        }
        Path logs = folder.resolve("logs");
        Path file = logs.resolve("__cluster_metadata-0").resolve("00000000000000000000.log");
        byte[] whole = Files.readAllBytes(file);
        int last = lastBatch(whole);
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(whole, 0, last);
        damaged.write(whole, last, (whole.length - last) * 2 / 3);
        damaged.write(whole, last, whole.length - last);
        Files.write(file, damaged.toByteArray());
        Files.delete(logs.resolve(".kafka_cleanshutdown"));

        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            assertThat(read(kafka, 1)).containsExactly("acknowledged");
        }
        assertThat(Files.readAllBytes(file)).startsWith(whole);
    }

    /** Where the last batch begins. */
    private static int lastBatch(byte[] log) {
        ByteBuffer bytes = ByteBuffer.wrap(log);
        int at = 0;
        int next = 12 + bytes.getInt(8);
        while (next < log.length) {
            at = next;
            next += 12 + bytes.getInt(at + 8);
        }
        return at;
    }

    @Test
    void recordOfTenMegabytesPasses() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            create(kafka);
            send(kafka, "x".repeat(10_000_000));
            assertThat(read(kafka, 1).get(0)).hasSize(10_000_000);
        }
    }

    private static void create(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(60, TimeUnit.SECONDS);
        }
    }

    private static void send(EmbeddedKafka kafka, String text) throws Exception {
        Map<String, Object> config =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "max.request.size", 16_000_000);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            byte[] value = text.getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(TOPIC, "key", value)).get(60, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                "readers",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            for (int poll = 0; poll < 60 && values.size() < count; poll++) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
            consumer.commitSync();
        }
        return values;
    }
}
