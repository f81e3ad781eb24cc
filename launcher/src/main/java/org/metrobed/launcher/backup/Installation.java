package org.metrobed.launcher.backup;

import java.util.Objects;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.topics.Topics;

/**
 * The running Kafka and database of a Metrobed, embedded or not. Immutable.
 *
 * @param kafka bootstrap address
 * @param topics its topics
 * @param database its database and schema
 */
public record Installation(String kafka, Topics topics, DatabaseConfig database) {
    public Installation {
        Objects.requireNonNull(kafka, "kafka");
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(database, "database");
    }
}
