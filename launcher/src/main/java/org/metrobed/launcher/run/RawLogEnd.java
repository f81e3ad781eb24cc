package org.metrobed.launcher.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.embedded.ServiceException;
import org.metrobed.topics.Topics;

/** The raw log as a whole. Stateless. */
final class RawLogEnd {

    private static final long LIMIT_SECONDS = 30;

    private RawLogEnd() {}

    /**
     * Makes the last log time of every partition equal, see {@link ClosingHeartbeat}. Returns this log time, in milliseconds
     * since 1970 UTC; if there is no heartbeat near the end, the smallest last log time of the partitions. A pipeline that has
     * reached it has read everything. No other process may write to the log.
     *
     * @throws ServiceException when there is no raw log, or a partition of it is empty
     */
    static long alignPartitions(String kafka, Topics topics) {
        try (Admin admin = Admin.create(KafkaAddress.client(kafka))) {
            String topic = topics.raw().name();
            int partitions = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .get(topic)
                    .partitions()
                    .size();
            Map<TopicPartition, OffsetSpec> newest = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.maxTimestamp()));
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(newest).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            long end = ends.values().stream()
                    .mapToLong(ListOffsetsResultInfo::timestamp)
                    .min()
                    .orElse(-1);
            if (end < 0) {
                throw new ServiceException("the raw log is empty: nothing was ever received");
            }
            long newestOfOthers = ends.entrySet().stream()
                    .filter(entry -> entry.getKey().partition() != 0)
                    .mapToLong(entry -> entry.getValue().timestamp())
                    .max()
                    .orElse(end);
            return ClosingHeartbeat.write(kafka, topic, partitions, newestOfOthers)
                    .orElse(end);
        } catch (ExecutionException | TimeoutException e) {
            throw new ServiceException("the raw log cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while the raw log was read", e);
        }
    }
}
