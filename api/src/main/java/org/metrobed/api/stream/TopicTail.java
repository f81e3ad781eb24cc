package org.metrobed.api.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The newest records of all partitions of some topics, then what is appended to them. Not thread-safe. */
final class TopicTail {

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, EventSource> partitions;
    private Map<TopicPartition, Long> ends = Map.of();

    private TopicTail(Consumer<byte[], byte[]> consumer, Map<TopicPartition, EventSource> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /** The tail of all topics; empty while one of them does not exist. */
    static Optional<TopicTail> find(Consumer<byte[], byte[]> consumer, List<EventSource> sources) {
        Map<String, List<PartitionInfo>> known = consumer.listTopics();
        Map<TopicPartition, EventSource> partitions = new HashMap<>();
        for (EventSource source : sources) {
            if (!known.containsKey(source.topic())) {
                return Optional.empty();
            }
            known.get(source.topic())
                    .forEach(info -> partitions.put(new TopicPartition(info.topic(), info.partition()), source));
        }
        consumer.assign(partitions.keySet());
        return Optional.of(new TopicTail(consumer, partitions));
    }

    /**
     * Goes to the first record of a time, or to the earliest of the positions if that is further back.
     *
     * @param most about the largest number of records that are read again; each partition has its equal part
     */
    LogPosition seek(Instant from, List<LogPosition> positions, int most) {
        long fromMillis = Math.max(0, from.toEpochMilli()); // Kafka knows no time before 1970
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                partitions.keySet().stream().collect(Collectors.toMap(Function.identity(), all -> fromMillis)));
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions.keySet());
        ends = consumer.endOffsets(partitions.keySet());
        TreeMap<String, Long> next = new TreeMap<>();
        partitions.forEach((partition, source) -> {
            String name = source.partitionName(partition.partition());
            long end = ends.get(partition);
            long ofTime =
                    found.get(partition) == null ? end : found.get(partition).offset();
            OptionalLong asked = positions.stream()
                    .filter(position -> position.next().containsKey(name))
                    .mapToLong(position -> position.next().get(name))
                    .min();
            long least = Math.max(begins.get(partition), end - most / partitions.size());
            long start = Math.min(end, Math.max(least, Math.min(ofTime, asked.orElse(end))));
            consumer.seek(partition, start);
            next.put(name, start);
        });
        return new LogPosition(next);
    }

    /** Waits for records and passes them on in the order of their partition. */
    void poll(Duration wait, BiConsumer<EventSource, ConsumerRecord<byte[], byte[]>> take) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            take.accept(partitions.get(new TopicPartition(record.topic(), record.partition())), record);
        }
    }

    /** Whether all records that were there when it began have been passed on. */
    boolean isCaughtUp() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
