package org.metrobed.ingest.kafka;

import java.util.Objects;
import org.metrobed.topics.Topics;

/**
 * Configuration of writing to Kafka. Immutable.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param topics all topics of the deployment; ingest creates those that are missing
 */
public record KafkaConfig(String bootstrapServers, Topics topics) {
    public KafkaConfig {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        Objects.requireNonNull(topics, "topics");
    }
}
