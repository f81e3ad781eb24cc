package org.metrobed.api.raw;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.topics.Topics;

/**
 * How far back the raw log reaches. Immutable.
 *
 * @param since the received time from which on every record is there, {@link Instant#MAX} if none is left; empty if no
 *     record was deleted
 * @param kept how long Kafka keeps a record; empty: for ever
 */
public record RawLogReach(Optional<Instant> since, Optional<Duration> kept) {

    private static final int LIMIT_MILLIS = 3_000;

    public RawLogReach {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(kept, "kept");
    }

    /**
     * Asks Kafka.
     *
     * @throws KafkaException if Kafka does not answer within some seconds, or has no raw log
     */
    public static RawLogReach read(String bootstrap, Topics topics) {
        String topic = topics.raw().name();
        try (Admin admin = Admin.create(KafkaAddress.client(
                bootstrap,
                Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS)))) {
            return new RawLogReach(since(admin, topic), kept(admin, topic));
        }
    }

    /** Whether records were deleted. */
    public boolean isShortened() {
        return since.isPresent();
    }

    /** A sentence for people. */
    public String describe() {
        String from = since.map(time -> time.equals(Instant.MAX)
                        ? "all records of the raw log are deleted"
                        : "the raw log begins at " + time + ", older records are deleted")
                .orElse("the raw log is whole");
        return from
                + kept.map(time -> ", it is kept for " + time.toDays() + " days")
                        .orElse(", it is kept for ever");
    }

    private static Optional<Instant> since(Admin admin, String topic) {
        List<TopicPartition> all =
                get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        Map<TopicPartition, ListOffsetsResultInfo> begins = list(admin, all, OffsetSpec.earliest());
        List<TopicPartition> shortened = all.stream()
                .filter(partition -> begins.get(partition).offset() > 0)
                .toList();
        if (shortened.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(list(admin, shortened, OffsetSpec.forTimestamp(0)).values().stream()
                .map(ListOffsetsResultInfo::timestamp)
                .filter(first -> first >= 0) // -1 if no record is left
                .max(Long::compare)
                .map(Instant::ofEpochMilli)
                .orElse(Instant.MAX));
    }

    private static Optional<Duration> kept(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        long millis =
                Long.parseLong(get(admin.describeConfigs(List.of(resource)).all())
                        .get(resource)
                        .get(TopicConfig.RETENTION_MS_CONFIG)
                        .value());
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> list(
            Admin admin, List<TopicPartition> partitions, OffsetSpec spec) {
        return get(admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), any -> spec)))
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
