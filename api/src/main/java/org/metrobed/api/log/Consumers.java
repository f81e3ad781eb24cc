package org.metrobed.api.log;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.metrobed.config.tls.KafkaAddress;

/**
 * Creates consumers with assigned partitions. They belong to no group, commit nothing and create no topic. Static
 * functions only; each consumer is for one thread.
 */
public final class Consumers {

    private Consumers() {}

    /** A consumer that begins at the first record if no position is set. */
    public static KafkaConsumer<byte[], byte[]> fromEarliest(String bootstrap) {
        return open(bootstrap, "earliest", Map.of());
    }

    /**
     * The same, for reading single records.
     *
     * @param fetchBytes maximum bytes of a partition in one fetch; a single record may be larger
     */
    public static KafkaConsumer<byte[], byte[]> fromEarliest(String bootstrap, int fetchBytes) {
        return open(bootstrap, "earliest", Map.of(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes));
    }

    /**
     * The same, for following a topic that gets a record every two seconds: Kafka answers when one comes, or after 2.5 s.
     * Other requests of the consumer wait meanwhile.
     */
    public static KafkaConsumer<byte[], byte[]> followingFromEarliest(String bootstrap) {
        return open(bootstrap, "earliest", Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 2_500));
    }

    /** A consumer that begins after the last record if no position is set. */
    public static KafkaConsumer<byte[], byte[]> fromLatest(String bootstrap) {
        return open(bootstrap, "latest", Map.of());
    }

    private static KafkaConsumer<byte[], byte[]> open(String bootstrap, String reset, Map<String, Integer> others) {
        Map<String, Object> settings = KafkaAddress.client(bootstrap, others);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
