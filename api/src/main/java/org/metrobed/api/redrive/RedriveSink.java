package org.metrobed.api.redrive;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.metrobed.wire.topic.Topics;

/** Takes records for the raw log. */
interface RedriveSink extends AutoCloseable {

    /** Takes none: for a dry run. */
    RedriveSink NONE = record -> CompletableFuture.completedFuture(null);

    /** How long closing waits for what is on its way. */
    Duration CLOSE = Duration.ofSeconds(10);

    /** Sends a record; tells where it is once it is stored, null when it is not to be stored. */
    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record);

    @Override
    default void close() {
        // holds nothing
    }

    /** Appends to Kafka, each record once and in order. */
    static RedriveSink open(String bootstrap) {
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        return new RedriveSink() {
            @Override
            public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                return producer.send(record);
            }

            @Override
            public void close() {
                producer.close(CLOSE);
            }
        };
    }

    private static Map<String, Object> settings(String bootstrap) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RAW_BYTES);
        return settings;
    }
}
