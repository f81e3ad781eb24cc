package org.metrobed.ingest.kafka;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;

/**
 * The partition of a key by Kafka's own hash, over a fixed number of partitions of the raw topic. Kafka's own partitioner
 * would use partitions that are added while ingest runs as soon as it knows of them, before the log says so. Thread-safe.
 */
public final class KeyPartitioner implements Partitioner {

    private static final String TOPIC = "metrobed.raw.topic";
    private static final String PARTITIONS = "metrobed.raw.partitions";

    private String topic;
    private int partitions;

    /** For Kafka, which configures it. */
    public KeyPartitioner() {}

    /** The settings of a producer that uses it. */
    static Map<String, Object> settings(String rawTopic, int rawPartitions) {
        return Map.of(
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                KeyPartitioner.class,
                TOPIC,
                rawTopic,
                PARTITIONS,
                rawPartitions);
    }

    @Override
    public void configure(Map<String, ?> settings) {
        topic = (String) settings.get(TOPIC);
        partitions = (Integer) settings.get(PARTITIONS);
    }

    @Override
    public int partition(String of, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        int count = of.equals(topic) ? partitions : cluster.partitionCountForTopic(of);
        return Utils.toPositive(Utils.murmur2(keyBytes)) % count;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
