package org.metrobed.ingest.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.topics.Topics;

/**
 * An idempotent producer with {@code acks=all} that waits through any outage of Kafka. Assigns the received time and
 * sends under one lock, so that received times rise within a partition. Thread-safe; {@link #send} blocks
 * while the buffer is full.
 */
public final class RawPublisher implements AutoCloseable {

    /**
     * Longest time that a message waits for others. A request costs Kafka, the pipeline and this producer as much as many
     * messages; a client waits for its acknowledgement as long.
     */
    private static final int LINGER_MILLIS = 50;

    private static final int BATCH_BYTES = 128 << 10;
    private static final long BUFFER_BYTES = 64L << 20;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final ReceivedClock clock;
    private final int rawPartitions;

    private RawPublisher(KafkaProducer<byte[], byte[]> producer, ReceivedClock clock, int rawPartitions) {
        this.producer = producer;
        this.clock = clock;
        this.rawPartitions = rawPartitions;
    }

    /**
     * Creates missing topics, checks the raw topic and connects.
     *
     * @param name name of the producer in Kafka's logs and metrics
     * @throws org.apache.kafka.common.errors.InvalidConfigurationException if the raw topic cannot store the records
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached or refuses; then nothing is left open
     */
    public static RawPublisher open(KafkaConfig config, String name, ReceivedClock clock) {
        TopicCreation.create(config.bootstrapServers(), config.topics().listAll());
        RawTopicCheck.check(config.bootstrapServers(), config.topics().raw().name());
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings(config.bootstrapServers(), name));
        boolean opened = false;
        try {
            int partitions =
                    producer.partitionsFor(config.topics().raw().name()).size();
            // known before the first record: else a record would wait for it with the lock if Kafka is away by then
            producer.partitionsFor(config.topics().catalog().name());
            opened = true;
            return new RawPublisher(producer, clock, partitions);
        } finally {
            if (!opened) {
                producer.close(Duration.ZERO);
            }
        }
    }

    /** Number of partitions of the raw log. */
    public int rawPartitions() {
        return rawPartitions;
    }

    /**
     * Sends a record that is built from its received time, microseconds since 1970 UTC; no other record has the same.
     *
     * @param callback called when Kafka has stored it or has failed permanently; on the producer's thread, or on the
     *     caller's
     * @throws org.apache.kafka.common.KafkaException if sending cannot be started
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback receives every failure
    public synchronized void send(LongFunction<ProducerRecord<byte[], byte[]>> record, Callback callback) {
        producer.send(record.apply(clock.micros()), callback);
    }

    /** Stops; for records that Kafka has not confirmed within five seconds, the callback gets a failure. */
    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }

    private static Map<String, Object> settings(String bootstrapServers, String name) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RAW_BYTES);
        // waits through an outage: the MQTT broker, or the client that connects to ingest, keeps unacknowledged
        // messages
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // what is known of topics stays known through an outage: else sending waits for it, and with it all who send
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
        settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }
}
