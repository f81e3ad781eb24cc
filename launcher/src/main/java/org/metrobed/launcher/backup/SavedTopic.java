package org.metrobed.launcher.backup;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The copy of a topic. Immutable.
 *
 * @param name without the prefix of the installation: raw or catalog
 * @param config its settings that are not those of the broker, with Kafka's own names
 * @param logs one for each partition, in their order
 */
public record SavedTopic(String name, Map<String, String> config, List<SavedLog> logs) {
    public SavedTopic {
        Objects.requireNonNull(name, "name");
        config = Map.copyOf(config);
        logs = List.copyOf(logs);
    }

    /** The log of a partition, if there is one. */
    Optional<SavedLog> find(int partition) {
        return logs.stream().filter(log -> log.partition() == partition).findFirst();
    }
}
