package org.metrobed.launcher.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.recordings.PayloadRedaction;
import org.metrobed.recordings.RecordedMessage;
import org.metrobed.recordings.RecordingAbout;
import org.metrobed.recordings.RecordingReader;
import org.metrobed.recordings.RecordingWriter;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.RawParts;
import org.metrobed.topics.Topics;

class RawLogRecorderIT {

    private static final long NOON = 1_772_366_400_000L;
    private static final Topics TOPICS = new Topics("r.", 2);

    @TempDir
    private Path folder;

    private KafkaProducer<byte[], byte[]> producer;

    @Test
    void messagesOfAPeriodComeInTheirOrderWithoutWhatIsNoMessage() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            String servers = kafka.bootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                admin.createTopics(List.of(new NewTopic(TOPICS.raw().name(), 2, (short) 1)))
                        .all()
                        .get();
            }
            try (KafkaProducer<byte[], byte[]> open = new KafkaProducer<>(
                    Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
                producer = open;
                message(0, NOON - 1, "a/x", "before");
                message(0, NOON, "a/x", "1");
                message(1, NOON + 1, "a/y", "2");
                send(0, NOON + 2, RawKind.HEARTBEAT, "a/x", "beat", Map.of());
                message(0, NOON + 3, "a/x", "3");
                large(1, NOON + 4, "a/y");
                message(0, NOON + 5, "other/z", "no");
                send(
                        1,
                        NOON + 5,
                        RawKind.LARGE,
                        "a/y",
                        "tail",
                        Map.of(RawHeaders.PARTS, RawHeaders.text("1"), RawHeaders.SHA256, new byte[32]));
                message(1, NOON + 6, "a/y", "5");
                message(0, NOON + 1_000, "a/x", "after");
            }

            Path file = folder.resolve("r.avro");
            RawLogRecorder recorder = new RawLogRecorder(servers, TOPICS, List.of("a/#"));
            try (RecordingWriter writer = new RecordingWriter(file, RecordingAbout.of("raw log", "1"))) {
                recorder.record(
                        Instant.ofEpochMilli(NOON),
                        Instant.ofEpochMilli(NOON + 1_000),
                        PayloadRedaction.none(),
                        writer);
            }

            assertThat(texts(file)).containsExactly("a/x 1", "a/y 2", "a/x 3", "a/y head and tail", "a/y 5");
            assertThat(recorder.incomplete()).isEqualTo(1);
        }
    }

    private void large(int partition, long millis, String topic) throws Exception {
        long head = producer.send(record(partition, millis, RawKind.PART, topic, "head and ", Map.of()))
                .get()
                .offset();
        send(
                partition,
                millis,
                RawKind.LARGE,
                topic,
                "tail",
                Map.of(
                        RawHeaders.PARTS, RawParts.header(List.of(head)),
                        RawHeaders.SHA256, RawParts.sha256("head and tail".getBytes(StandardCharsets.UTF_8))));
    }

    private void message(int partition, long millis, String topic, String text) throws Exception {
        send(partition, millis, RawKind.MESSAGE, topic, text, Map.of());
    }

    private void send(int partition, long millis, RawKind kind, String topic, String text, Map<String, byte[]> headers)
            throws Exception {
        producer.send(record(partition, millis, kind, topic, text, headers)).get();
    }

    private static ProducerRecord<byte[], byte[]> record(
            int partition, long millis, RawKind kind, String topic, String text, Map<String, byte[]> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                TOPICS.raw().name(), partition, millis, null, text.getBytes(StandardCharsets.UTF_8));
        record.headers().add(RawHeaders.KIND, kind.bytes());
        record.headers().add(RawHeaders.MQTT_TOPIC, RawHeaders.text(topic));
        record.headers().add(RawHeaders.QOS, RawHeaders.number(1));
        headers.forEach((name, value) -> record.headers().add(name, value));
        return record;
    }

    private static List<String> texts(Path file) throws Exception {
        List<String> texts = new ArrayList<>();
        try (RecordingReader reader = new RecordingReader(file)) {
            for (Optional<RecordedMessage> next = reader.next(); next.isPresent(); next = reader.next()) {
                RecordedMessage message = next.get();
                texts.add(message.topic() + " " + new String(message.payload(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
