package org.metrobed.launcher.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.embedded.ServiceException;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;

/**
 * Copies ingest's last heartbeat to the end of every partition of the raw log, a millisecond after the newest record of
 * the log. Without it, a pipeline that resumes from a checkpoint after the last record reads nothing more, and its
 * watermark does not reach the end. Static functions only.
 */
final class ClosingHeartbeat {

    private static final long LOOK_BACK = 2_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ClosingHeartbeat() {}

    /**
     * Writes the heartbeat; does nothing if there is no heartbeat near the end.
     *
     * @param newestMillis log time of the newest record of all partitions except the first, which also holds monitor
     *     records; milliseconds since 1970 UTC
     * @return its log time, which is the last one of every partition now; empty if nothing was written
     * @throws ServiceException when Kafka does not accept it
     */
    static OptionalLong write(String kafka, String topic, int partitions, long newestMillis) {
        Last last = findLast(kafka, new TopicPartition(topic, 0));
        if (last.beat() == null) {
            return OptionalLong.empty();
        }
        long millis = Math.max(newestMillis, last.newestMillis()) + 1;
        Heartbeat before = Heartbeat.CODEC.decode(last.beat().value());
        byte[] value = Heartbeat.CODEC.encode(new Heartbeat(before.instance(), millis, before.sinceMillis()));
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaAddress.client(kafka, Map.of("acks", "all")),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int partition = 0; partition < partitions; partition++) {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        topic,
                        partition,
                        millis,
                        last.beat().key(),
                        value,
                        last.beat().headers());
                producer.send(record).get();
            }
            return OptionalLong.of(millis);
        } catch (ExecutionException e) {
            throw new ServiceException("the raw log cannot be closed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while the raw log was closed", e);
        }
    }

    /**
     * The last heartbeat, null when there is none, and the log time of the newest record that is not a monitor record.
     */
    private record Last(ConsumerRecord<byte[], byte[]> beat, long newestMillis) {

        Last with(ConsumerRecord<byte[], byte[]> next) {
            RawKind kind = kind(next);
            if (kind == RawKind.HEARTBEAT && !isHeartbeat(next)) {
                return this;
            }
            return new Last(
                    kind == RawKind.HEARTBEAT ? next : beat,
                    kind == RawKind.MONITOR ? newestMillis : Math.max(newestMillis, next.timestamp()));
        }
    }

    private static Last findLast(String kafka, TopicPartition place) {
        Map<String, Object> settings = KafkaAddress.client(kafka, Map.of("enable.auto.commit", false));
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(place));
            long end = consumer.endOffsets(List.of(place)).get(place);
            long begin = consumer.beginningOffsets(List.of(place)).get(place);
            consumer.seek(place, Math.max(begin, end - LOOK_BACK));
            Last last = new Last(null, 0);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (consumer.position(place) < end && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(place)) {
                    last = last.with(record);
                }
            }
            return last;
        }
    }

    private static RawKind kind(ConsumerRecord<byte[], byte[]> record) {
        Header kind = record.headers().lastHeader(RawHeaders.KIND);
        try {
            return RawKind.of(kind == null ? null : kind.value());
        } catch (IllegalArgumentException e) {
            return RawKind.UNREADABLE; // the pipeline writes a dead letter for it
        }
    }

    private static boolean isHeartbeat(ConsumerRecord<byte[], byte[]> record) {
        try {
            return !Heartbeat.CODEC.decode(record.value()).instance().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
