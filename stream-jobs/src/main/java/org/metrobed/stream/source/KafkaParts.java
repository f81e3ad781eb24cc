package org.metrobed.stream.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;

/**
 * Reads parts from Kafka. Large messages are rare, so each read opens and closes a consumer of its own, and nothing is
 * held between messages. If Kafka does not answer within {@value #LIMIT_SECONDS} s, the read fails and the task starts
 * again.
 *
 * @param bootstrapServers Kafka addresses
 */
public record KafkaParts(String bootstrapServers) implements PartSource {

    private static final long serialVersionUID = 1L;
    private static final int LIMIT_SECONDS = 30;
    private static final Duration POLL = Duration.ofMillis(200);

    @Override
    public List<byte[]> read(TopicPartition partition, List<Long> offsets) {
        Map<String, Object> settings = KafkaAddress.client(
                bootstrapServers,
                Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1));
        List<byte[]> parts = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long next = -1;
            for (long offset : offsets) {
                if (offset != next) {
                    consumer.seek(partition, offset);
                }
                next = offset + 1;
                Optional<byte[]> part = await(consumer, offset);
                if (part.isEmpty()) {
                    break;
                }
                parts.add(part.get());
            }
        } catch (OffsetOutOfRangeException e) {
            return parts; // retention has deleted it
        }
        return parts;
    }

    private static Optional<byte[]> await(Consumer<byte[], byte[]> consumer, long offset) {
        long deadline = System.nanoTime() + Duration.ofSeconds(LIMIT_SECONDS).toNanos();
        while (System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                return record.offset() == offset && isPart(record) ? Optional.of(record.value()) : Optional.empty();
            }
        }
        throw new TimeoutException("Kafka did not give record " + offset + " within " + LIMIT_SECONDS + " s");
    }

    private static boolean isPart(ConsumerRecord<byte[], byte[]> record) {
        Header kind = record.headers().lastHeader(RawHeaders.KIND);
        return kind != null && record.value() != null && Arrays.equals(kind.value(), RawKind.PART.bytes());
    }
}
