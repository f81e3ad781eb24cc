package org.metrobed.lab.isolated;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The options of an isolated run. Immutable.
 *
 * @param name part of the names of its topics and schemas: up to 20 of {@code a-z 0-9 _}, starting with a letter
 * @param data the folder of its Kafka, PostgreSQL and Flink
 */
public record IsolatedRunOptions(String name, Path data) {
    public IsolatedRunOptions {
        Objects.requireNonNull(data, "data");
        if (!name.matches("[a-z][a-z0-9_]{0,19}")) {
            throw new IllegalArgumentException(
                    "name '" + name + "' is not 1 to 20 of a-z 0-9 _ starting with a letter");
        }
    }
}
