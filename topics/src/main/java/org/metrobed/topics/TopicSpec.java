package org.metrobed.topics;

import java.util.Map;
import java.util.Objects;

/**
 * The settings for the creation of a Kafka topic. Immutable.
 *
 * @param name the name with the deployment's prefix
 * @param partitions at creation
 * @param config topic settings at creation, with Kafka's own names
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {
    public TopicSpec {
        Objects.requireNonNull(name, "name");
        config = Map.copyOf(config);
    }
}
