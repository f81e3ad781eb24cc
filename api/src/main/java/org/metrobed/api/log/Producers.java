package org.metrobed.api.log;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.topics.Topics;

/**
 * Creates producers that append each record once and in order. Static functions only; the producers are thread-safe.
 */
public final class Producers {

    /** How long closing waits for records in flight. */
    public static final Duration CLOSE = Duration.ofSeconds(10);

    private Producers() {}

    /** A producer for records up to the largest of the raw log; the caller closes it. */
    public static Producer<byte[], byte[]> open(String bootstrap) {
        Map<String, Object> settings = KafkaAddress.client(bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RAW_BYTES);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
