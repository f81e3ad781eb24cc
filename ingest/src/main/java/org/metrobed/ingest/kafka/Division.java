package org.metrobed.ingest.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.metrobed.config.tls.KafkaAddress;

/**
 * The partitions of the raw log over which this ingest divides the keys, for as long as its producer is open. Immutable.
 *
 * @param partitions their number
 * @param used the partitions that have had records
 * @param added the other ones
 * @param newestMillis the newest time of a record, milliseconds since 1970 UTC; -1 if there is none, or none is added
 */
record Division(int partitions, List<Integer> used, List<Integer> added, long newestMillis) {

    private static final int LIMIT_MILLIS = 5_000;

    /**
     * Reads the current division.
     *
     * @throws KafkaException if Kafka does not answer
     */
    static Division read(String bootstrapServers, String topic) {
        Map<String, Object> settings = KafkaAddress.client(
                bootstrapServers,
                Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS));
        try (Admin admin = Admin.create(settings)) {
            int partitions = get(admin.describeTopics(List.of(topic)).allTopicNames())
                    .get(topic)
                    .partitions()
                    .size();
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            Map<TopicPartition, ListOffsetsResultInfo> ends = list(admin, all, OffsetSpec.latest());
            Predicate<Integer> isUsed =
                    partition -> ends.get(new TopicPartition(topic, partition)).offset() > 0;
            Map<Boolean, List<Integer>> byUse =
                    IntStream.range(0, partitions).boxed().collect(Collectors.partitioningBy(isUsed));
            Division division = new Division(partitions, byUse.get(true), byUse.get(false), -1);
            return division.hasGrown() ? division.with(list(admin, all, OffsetSpec.maxTimestamp())) : division;
        }
    }

    /** Whether partitions were added to a log with records, and no record says so yet. */
    boolean hasGrown() {
        return !used.isEmpty() && !added.isEmpty();
    }

    private Division with(Map<TopicPartition, ListOffsetsResultInfo> newest) {
        return new Division(
                partitions,
                used,
                added,
                newest.values().stream()
                        .mapToLong(ListOffsetsResultInfo::timestamp)
                        .max()
                        .orElse(-1));
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> list(
            Admin admin, List<TopicPartition> partitions, OffsetSpec spec) {
        return get(admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec)))
                .all());
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(2L * LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("no answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the interrupt flag again
        }
    }
}
