package org.metrobed.api.raw;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.metrobed.api.log.Consumers;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawParts;
import org.metrobed.topics.Topics;

/**
 * Reads records of the raw log by partition and offset. Reading a partition in the order of offsets is fastest; any
 * order is correct. Connects at first use. Thread-safe: one thread reads at a time, others wait.
 */
public final class RawLogReader implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** Limit for requests that must not delay a scrape of metrics. */
    private static final Duration SHORT_LIMIT = Duration.ofSeconds(3);

    private static final Duration POLL = Duration.ofMillis(200);
    /** Distance in records up to which reading on is preferred to a seek. */
    private static final long NEAR = 500;

    /** The first offset and the end offset when they were read. */
    private record Bounds(long first, long end) {}

    private final String bootstrap;
    private final String topic;
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    private final Map<TopicPartition, Bounds> bounds = new HashMap<>();
    private Consumer<byte[], byte[]> consumer;
    private TopicPartition assigned;

    /** Reads the raw log of these topics. */
    public RawLogReader(String bootstrap, Topics topics) {
        this.bootstrap = Objects.requireNonNull(bootstrap, "bootstrap");
        this.topic = topics.raw().name();
    }

    /**
     * The record at an offset with the payload of its message; empty if retention deleted it or a part of the payload,
     * or it never existed.
     *
     * @throws KafkaException if Kafka does not answer within 10 seconds
     */
    public synchronized Optional<StoredRawRecord> find(int partition, long offset) {
        Optional<ConsumerRecord<byte[], byte[]>> found = findRecord(partition, offset);
        return found.flatMap(this::findPayload).map(payload -> new StoredRawRecord(found.get(), payload));
    }

    /** The payload of the message of a record; empty if a part of it is not there. */
    private Optional<byte[]> findPayload(ConsumerRecord<byte[], byte[]> record) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        Header parts = record.headers().lastHeader(RawHeaders.PARTS);
        for (long offset : offsets(parts == null ? null : parts.value(), record.offset())) {
            Optional<ConsumerRecord<byte[], byte[]>> part = findRecord(record.partition(), offset);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            write(part.get(), payload);
        }
        write(record, payload);
        return Optional.of(payload.toByteArray());
    }

    private Optional<ConsumerRecord<byte[], byte[]>> findRecord(int partition, long offset) {
        TopicPartition place = new TopicPartition(topic, partition);
        connect();
        if (!isKnown(partition) || !isThere(place, offset)) {
            return Optional.empty();
        }
        seek(place, offset);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() - deadline < 0) {
            for (var next = fetched.peek(); next != null && next.offset() <= offset; next = fetched.peek()) {
                fetched.remove();
                if (next.offset() == offset) {
                    return Optional.of(next);
                }
            }
            if (!fetched.isEmpty()) {
                return Optional.empty();
            }
            consumer.poll(POLL).forEach(fetched::add);
        }
        throw new TimeoutException("Kafka did not give record " + offset + " of " + place + " within " + LIMIT);
    }

    /**
     * The received time of the newest record, milliseconds since 1970 UTC; empty if there is none.
     *
     * @throws KafkaException if Kafka does not answer within some seconds
     */
    public synchronized OptionalLong findNewestMillis() {
        connect();
        OptionalLong newest = OptionalLong.empty();
        List<TopicPartition> all = consumer.partitionsFor(topic, SHORT_LIMIT).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(all, SHORT_LIMIT);
        for (TopicPartition partition : all) {
            Optional<ConsumerRecord<byte[], byte[]>> last = findRecord(partition.partition(), ends.get(partition) - 1);
            if (last.isPresent() && last.get().timestamp() > newest.orElse(Long.MIN_VALUE)) {
                newest = OptionalLong.of(last.get().timestamp());
            }
        }
        return newest;
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
            assigned = null;
            fetched.clear();
            bounds.clear();
        }
    }

    private static List<Long> offsets(byte[] header, long own) {
        try {
            return RawParts.offsets(header, own);
        } catch (IllegalArgumentException e) {
            return List.of(); // no writer writes it; the hash shows that this is not the payload
        }
    }

    private static void write(ConsumerRecord<byte[], byte[]> record, ByteArrayOutputStream payload) {
        if (record.value() != null) {
            payload.writeBytes(record.value());
        }
    }

    private boolean isKnown(int partition) {
        return consumer.partitionsFor(topic, LIMIT).stream().anyMatch(info -> info.partition() == partition);
    }

    private boolean isThere(TopicPartition place, long offset) {
        Bounds known = bounds.get(place);
        if (known == null || offset >= known.end) {
            List<TopicPartition> one = List.of(place);
            known = new Bounds(
                    consumer.beginningOffsets(one, LIMIT).get(place),
                    consumer.endOffsets(one, LIMIT).get(place));
            bounds.put(place, known);
        }
        return offset >= known.first && offset < known.end;
    }

    private void seek(TopicPartition place, long offset) {
        boolean moved = !place.equals(assigned);
        if (moved) {
            consumer.assign(List.of(place));
            assigned = place;
            fetched.clear();
        }
        long next = fetched.isEmpty()
                ? moved ? -1 : consumer.position(place, LIMIT)
                : fetched.peek().offset();
        if (next < 0 || offset < next || offset - next > NEAR) {
            fetched.clear();
            consumer.seek(place, offset);
        }
    }

    private void connect() {
        if (consumer == null) {
            consumer = Consumers.fromEarliest(bootstrap, 256 << 10);
        }
    }
}
