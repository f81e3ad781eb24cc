package org.metrobed.api.unbound;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.metrobed.api.log.Consumers;
import org.metrobed.decoders.spi.Message;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

/** Reads the newest messages of the raw log, without those in parts. Stateless. */
final class RawLogTail {

    /** Most records of a partition, heartbeats included. */
    static final long MOST_RECORDS = 20_000;

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Set<RawKind> MESSAGES = Set.of(RawKind.MESSAGE, RawKind.HEARD);

    private final String bootstrap;
    private final String topic;

    RawLogTail(String bootstrap, Topics topics) {
        this.bootstrap = bootstrap;
        this.topic = topics.raw().name();
    }

    /**
     * Passes the messages, oldest first in each partition; ends after ten seconds at the latest.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be read
     */
    void read(Consumer<Message> take) {
        long end = System.nanoTime() + LIMIT.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = Consumers.fromEarliest(bootstrap)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            ends.forEach((partition, last) ->
                    consumer.seek(partition, Math.max(begins.get(partition), last - MOST_RECORDS)));
            while (System.nanoTime() < end && !isAtEnd(consumer, ends)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    message(record).ifPresent(take);
                }
            }
        }
    }

    private static boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static Optional<Message> message(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = Arrays.stream(record.headers().toArray())
                .collect(Collectors.toMap(Header::key, Header::value, (one, other) -> other));
        byte[] kind = headers.get(RawHeaders.KIND);
        boolean isMessage = MESSAGES.stream().anyMatch(one -> Arrays.equals(one.bytes(), kind));
        String mqtt = RawHeaders.text(headers.get(RawHeaders.MQTT_TOPIC));
        return (isMessage || kind == null) && mqtt != null && record.value() != null
                ? Optional.of(new Message(
                        mqtt,
                        record.value(),
                        RawHeaders.text(headers.get(RawHeaders.CONTENT_TYPE)),
                        record.timestamp()))
                : Optional.empty();
    }
}
