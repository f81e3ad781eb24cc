package org.metrobed.topics;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A Kafka topic: its full name, its key, its codec, and its settings for creation. Immutable.
 *
 * @param name the name with the deployment's prefix
 * @param partitions at creation
 * @param config topic settings at creation, with Kafka's own names
 * @param key the record key of a value
 * @param codec the codec of its values
 */
public record Topic<T>(
        String name, int partitions, Map<String, String> config, Function<T, String> key, Codec<T> codec) {
    public Topic {
        Objects.requireNonNull(name, "name");
        config = Map.copyOf(config);
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(codec, "codec");
    }

    /** The settings for its creation. */
    public TopicSpec spec() {
        return new TopicSpec(name, partitions, config);
    }
}
