package org.metrobed.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.RawParts;

/** Reads a topic from its beginning. One thread. */
final class RawLog implements AutoCloseable {

    /** Of the last kind, if ingest ended before it had written to every partition. */
    private static final Set<RawKind> NO_MESSAGES = Set.of(RawKind.HEARTBEAT, RawKind.DIVISION);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    RawLog(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All records of at least this number of messages, without heartbeats. */
    List<ConsumerRecord<byte[], byte[]>> messages(int count) {
        return read(record -> !NO_MESSAGES.contains(kind(record)), count);
    }

    /** The first records that match, at least this number. */
    List<ConsumerRecord<byte[], byte[]>> read(Predicate<ConsumerRecord<byte[], byte[]>> wanted, int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (records.stream().filter(wanted).count() < count && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records.stream().filter(wanted).toList();
    }

    /** The payload of a message with all its parts. */
    byte[] payload(ConsumerRecord<byte[], byte[]> message) {
        List<Long> offsets = RawParts.offsets(header(message, RawHeaders.PARTS), message.offset());
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        read(part -> part.partition() == message.partition() && offsets.contains(part.offset()), offsets.size())
                .forEach(part -> payload.writeBytes(part.value()));
        payload.writeBytes(message.value());
        return payload.toByteArray();
    }

    static RawKind kind(ConsumerRecord<byte[], byte[]> record) {
        return RawKind.of(header(record, RawHeaders.KIND));
    }

    static byte[] header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
