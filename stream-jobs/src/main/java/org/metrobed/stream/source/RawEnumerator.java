package org.metrobed.stream.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives each reader its partitions, all at once and also after a restore: as soon as all readers are there and Kafka has
 * said how many partitions there are. So a reader has at least one partition if there are as many partitions as
 * readers, and no watermark passes what is in a partition that was added and is not read yet. A partition that was not
 * read before is read from its first record. One thread.
 */
final class RawEnumerator implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {

    private final SplitEnumeratorContext<KafkaPartitionSplit> context;
    private final String topic;
    private final Callable<Integer> count;
    private final Map<Integer, KafkaPartitionSplit> waiting = new TreeMap<>();
    private final Map<Integer, KafkaPartitionSplit> assigned = new TreeMap<>();
    /** 0 before Kafka has answered. */
    private int partitions;

    /** @param count asks Kafka for the number of partitions */
    RawEnumerator(SplitEnumeratorContext<KafkaPartitionSplit> context, String topic, Callable<Integer> count) {
        this.context = Objects.requireNonNull(context, "context");
        this.topic = Objects.requireNonNull(topic, "topic");
        this.count = Objects.requireNonNull(count, "count");
    }

    /** Takes over what was not assigned yet. Assigned partitions are reported by their readers. */
    void restore(KafkaSourceEnumState state) {
        state.unassignedSplits().forEach(split -> waiting.put(split.getPartition(), split));
    }

    @Override
    public void start() {
        context.callAsync(count, (number, failure) -> {
            if (failure != null) {
                throw new FlinkRuntimeException("Kafka does not tell the partitions of " + topic, failure);
            }
            partitions = number;
            assign();
        });
    }

    @Override
    public void addReader(int subtask) {
        List<KafkaPartitionSplit> read =
                context.registeredReaders().get(subtask).getReportedSplitsOnRegistration();
        for (KafkaPartitionSplit split : read) {
            assigned.remove(split.getPartition());
            waiting.put(split.getPartition(), split);
        }
        assign();
    }

    /** What is in a checkpoint of a reader is reported by it, too. */
    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
        for (KafkaPartitionSplit split : splits) {
            assigned.remove(split.getPartition());
            waiting.putIfAbsent(split.getPartition(), split);
        }
    }

    private void assign() {
        int readers = context.currentParallelism();
        if (partitions == 0 || context.registeredReaders().size() < readers) {
            return;
        }
        for (int partition = 0; partition < partitions; partition++) {
            if (!assigned.containsKey(partition)) {
                waiting.putIfAbsent(
                        partition,
                        new KafkaPartitionSplit(
                                new TopicPartition(topic, partition), KafkaPartitionSplit.EARLIEST_OFFSET));
            }
        }
        if (waiting.isEmpty()) {
            return;
        }
        Map<Integer, List<KafkaPartitionSplit>> byReader = new HashMap<>();
        waiting.forEach((partition, split) -> byReader.computeIfAbsent(partition % readers, reader -> new ArrayList<>())
                .add(split));
        context.assignSplits(new SplitsAssignment<>(byReader));
        assigned.putAll(waiting);
        waiting.clear();
    }

    @Override
    public KafkaSourceEnumState snapshotState(long checkpoint) {
        return new KafkaSourceEnumState(assigned.values(), waiting.values(), partitions > 0);
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        // readers do not request partitions
    }

    @Override
    public void close() {
        // nothing is open
    }
}
