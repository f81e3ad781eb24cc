package org.metrobed.stream.sink;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.config.tls.KafkaAddress;

/**
 * The producer of all {@link TopicSink}s of a process that publish to the same Kafka: one connection, one buffer, one
 * thread. Closed when the last subtask has left. If a record fails, a restarted job gets another producer. Thread-safe.
 */
final class TopicProducer {

    /**
     * Longest time that a record waits for others: a request costs more than a record, and of readers in this system only
     * the live stream waits.
     */
    private static final int LINGER_MILLIS = 200;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final Map<String, TopicProducer> RUNNING = new HashMap<>();

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    /** Guarded by {@link #RUNNING}. */
    private int subtasks;

    private TopicProducer(String bootstrapServers) {
        this.bootstrapServers = Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        Map<String, Object> settings = KafkaAddress.client(bootstrapServers);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "metrobed-results");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The producer of this process; each subtask that enters must {@link #leave}. */
    static TopicProducer enter(String bootstrapServers) {
        synchronized (RUNNING) {
            TopicProducer running = RUNNING.computeIfAbsent(bootstrapServers, TopicProducer::new);
            running.subtasks++;
            return running;
        }
    }

    /** The client. */
    KafkaProducer<byte[], byte[]> producer() {
        return producer;
    }

    /** A record was refused for good; whoever enters from now on gets another producer. */
    void fail() {
        synchronized (RUNNING) {
            RUNNING.remove(bootstrapServers, this);
        }
    }

    /** One subtask has ended. What is not flushed comes again from the newest checkpoint. */
    void leave() {
        synchronized (RUNNING) {
            subtasks--;
            if (subtasks > 0) {
                return;
            }
            RUNNING.remove(bootstrapServers, this);
        }
        try {
            producer.close(CLOSE_LIMIT);
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }
}
