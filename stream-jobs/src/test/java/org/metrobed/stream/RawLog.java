package org.metrobed.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.TopicSpec;
import org.metrobed.topics.Topics;

/** Writes a raw log and a catalog topic like ingest, at received times that the test chooses. */
final class RawLog implements AutoCloseable {

    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String bootstrapServers;
    private int partitions;
    private Future<RecordMetadata> lastSent;

    RawLog(KafkaExtension kafka, String prefix) {
        topics = new Topics(prefix);
        partitions = topics.raw().partitions();
        bootstrapServers = kafka.bootstrapServers();
        for (TopicSpec spec : topics.listAll()) {
            kafka.createTopic(spec.name(), spec.partitions(), spec.config());
        }
        Properties properties = new Properties();
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("linger.ms", "20");
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void catalog(SortedMap<String, String> files) {
        send(CatalogRecord.Version.of(CatalogRecord.Version.NONE, files));
    }

    void catalogHeartbeat(long millis) {
        send(new Heartbeat("test", millis, 0));
    }

    private void send(CatalogRecord record) {
        keep(new ProducerRecord<>(
                topics.catalog().name(),
                0,
                null,
                record.key().getBytes(UTF_8),
                topics.catalog().codec().encode(record)));
        flush();
    }

    /** A record that no writer writes. */
    void hostile(String topic, int partition, Long millis, byte[] key, byte[] value, Map<String, byte[]> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, millis, key, value);
        headers.forEach((name, bytes) -> record.headers().add(new RecordHeader(name, bytes)));
        keep(record);
    }

    /** Sends a message; the result is its position, once Kafka has it. */
    Future<RecordMetadata> message(long receivedMillis, String topic, String key, byte[] payload) {
        int partition = Math.floorMod(key.hashCode(), partitions);
        record(partition, receivedMillis, RawKind.MESSAGE, key, topic, payload, Map.of());
        return lastSent;
    }

    /** Redrives a message, like the API. */
    void redrive(long millis, RecordMetadata message, String topic, String key, byte[] payload, String indices) {
        record(
                message.partition(),
                millis,
                RawKind.REDRIVE,
                key,
                topic,
                payload,
                Map.of(
                        RawHeaders.REDRIVE_OFFSET,
                        RawHeaders.number(message.offset()),
                        RawHeaders.REDRIVE_RECEIVED,
                        RawHeaders.number(message.timestamp()),
                        RawHeaders.REDRIVE_INDICES,
                        RawHeaders.text(indices)));
    }

    /** Sends a monitor record that no heartbeat was received. */
    void monitor(long millis) {
        record(0, millis, RawKind.MONITOR, "", Heartbeat.CODEC.encode(new Heartbeat("watch", millis, 0)));
    }

    void heartbeats(long millis) {
        byte[] beat = Heartbeat.CODEC.encode(new Heartbeat("test", millis, 0));
        for (int partition = 0; partition < partitions; partition++) {
            record(partition, millis, RawKind.HEARTBEAT, "", beat);
        }
    }

    /** Adds partitions to the raw topic, and says so in each of them like ingest. */
    void grow(int to, long millis) {
        flush();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createPartitions(Map.of(topics.raw().name(), NewPartitions.increaseTo(to)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the raw topic did not grow", e);
        }
        partitions = to;
        for (int partition = 0; partition < partitions; partition++) {
            record(partition, millis, RawKind.DIVISION, "", RawHeaders.number(to));
        }
        flush();
    }

    /** Waits until Kafka has everything. */
    void flush() {
        producer.flush();
        try {
            lastSent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the log", e);
        }
    }

    private void record(int partition, long millis, RawKind kind, String topic, byte[] value) {
        record(partition, millis, kind, null, topic, value, Map.of());
    }

    private void record(
            int partition,
            long millis,
            RawKind kind,
            String key,
            String topic,
            byte[] value,
            Map<String, byte[]> more) {
        Map<String, byte[]> headers = new HashMap<>(more);
        headers.put(RawHeaders.KIND, kind.bytes());
        headers.put(RawHeaders.MQTT_TOPIC, RawHeaders.text(topic));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topics.raw().name(), partition, millis, key == null ? null : RawHeaders.text(key), value, List.of());
        headers.forEach((name, bytes) -> record.headers().add(new RecordHeader(name, bytes)));
        keep(record);
    }

    private void keep(ProducerRecord<byte[], byte[]> record) {
        lastSent = producer.send(record);
    }

    @Override
    public void close() {
        producer.close();
    }
}
