package org.metrobed.lab.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.embedded.ServiceException;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

/** Counts the messages in the raw log; each call counts the messages since the previous call. Not thread-safe. */
final class RawCount {

    private static final long LIMIT_SECONDS = 120;
    private static final Set<RawKind> NO_MESSAGES = Set.of(RawKind.HEARTBEAT, RawKind.PART, RawKind.DIVISION);

    private final String bootstrap;
    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /**
     * The messages of a range of the log. Immutable.
     *
     * @param messages number of messages, without heartbeats and parts of messages
     * @param redelivered number of messages that the broker marked as redelivered
     * @param newestMillis log time of the newest message, 0 if there is none
     */
    record Part(long messages, long redelivered, long newestMillis) {}

    RawCount(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Counts up to the current end of the log. */
    Part next() {
        long messages = 0;
        long redelivered = 0;
        long newest = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            long deadline = System.nanoTime() + LIMIT_SECONDS * 1_000_000_000L;
            while (!reached(consumer, ends)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new ServiceException("the raw log cannot be read within " + LIMIT_SECONDS + " s");
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    boolean counts = record.offset() < ends.get(partition(record)) && isMessage(record);
                    messages += counts ? 1 : 0;
                    redelivered += counts && isRedelivered(record) ? 1 : 0;
                    newest = counts ? Math.max(newest, record.timestamp()) : newest;
                }
            }
            positions.putAll(ends);
        }
        return new Part(messages, redelivered, newest);
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                KafkaAddress.client(bootstrap, Map.of("enable.auto.commit", "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topics.raw().name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        return consumer;
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static boolean isMessage(ConsumerRecord<byte[], byte[]> record) {
        Header kind = record.headers().lastHeader(RawHeaders.KIND);
        return kind == null || !NO_MESSAGES.contains(RawKind.of(kind.value()));
    }

    private static boolean isRedelivered(ConsumerRecord<byte[], byte[]> record) {
        Header mark = record.headers().lastHeader(RawHeaders.DUP);
        return mark != null && RawHeaders.flag(mark.value());
    }
}
