package org.metrobed.ingest.kafka;

import java.util.Objects;
import java.util.Optional;
import org.metrobed.topics.Topics;

/**
 * Configuration of writing to Kafka. Immutable.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas; {@code ssl://} before them for TLS, and
 *     {@code ?ca=FILE} after them for the certificates to trust
 * @param topics all topics of the deployment; ingest creates those that are missing
 * @param rawRetention what ingest gives the raw log at its start; empty: it leaves it as it is
 */
public record KafkaConfig(String bootstrapServers, Topics topics, Optional<RawRetention> rawRetention) {
    public KafkaConfig {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(rawRetention, "rawRetention");
    }

    /** The retention of the raw log stays as it is. */
    public KafkaConfig(String bootstrapServers, Topics topics) {
        this(bootstrapServers, topics, Optional.empty());
    }
}
