package org.metrobed.stream.golden;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.TopicSpec;
import org.metrobed.topics.Topics;

/**
 * A raw log with its catalog topic, in one file. Immutable.
 *
 * @param records in the order in which they were written
 */
record GoldenLog(List<GoldenRecord> records) {

    GoldenLog {
        records = List.copyOf(records);
    }

    static GoldenLog read(Path file) throws IOException {
        List<GoldenRecord> records = new ArrayList<>();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            long millis = 0;
            for (byte topic = in.readByte(); topic != GoldenRecord.NONE; topic = in.readByte()) {
                records.add(GoldenRecord.read(topic, in, millis));
                millis = records.get(records.size() - 1).millis();
            }
        }
        return new GoldenLog(records);
    }

    void write(Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file))))) {
            long millis = 0;
            for (GoldenRecord record : records) {
                record.write(out, millis);
                millis = record.millis();
            }
            out.writeByte(GoldenRecord.NONE);
        }
    }

    /** The largest received time, milliseconds since 1970 UTC. */
    long endMillis() {
        return records.stream()
                .filter(record -> record.topic() == GoldenRecord.RAW)
                .mapToLong(GoldenRecord::millis)
                .max()
                .orElseThrow();
    }

    /** Creates the topics and writes all records; the records of the catalog topic keep their times. */
    void play(KafkaExtension kafka, String prefix) {
        Topics topics = new Topics(prefix);
        for (TopicSpec spec : topics.listAll()) {
            Map<String, String> config = new HashMap<>(spec.config());
            if (spec.name().equals(topics.catalog().name())) {
                config.put("message.timestamp.type", "CreateTime");
            }
            kafka.createTopic(spec.name(), spec.partitions(), config);
        }
        Properties properties = new Properties();
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("linger.ms", "20");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(kafka(record, topics))));
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Kafka did not take the log", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> kafka(GoldenRecord record, Topics topics) {
        String topic = record.topic() == GoldenRecord.RAW
                ? topics.raw().name()
                : topics.catalog().name();
        byte[] key = record.key().isEmpty() ? null : record.key().toByteArray();
        ProducerRecord<byte[], byte[]> kafka = new ProducerRecord<>(
                topic, record.partition(), record.millis(), key, record.value().toByteArray());
        record.headers().forEach((name, value) -> kafka.headers().add(new RecordHeader(name, value.toByteArray())));
        return kafka;
    }
}
