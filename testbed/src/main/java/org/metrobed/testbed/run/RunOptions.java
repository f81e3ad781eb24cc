package org.metrobed.testbed.run;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What an all-in-one run is told. Immutable.
 *
 * @param data the folder of all state
 * @param catalog the folder of the project bundles
 * @param httpPort of the API and the page; 0 for a free one, as for the others
 * @param mqttPort of the MQTT broker
 * @param kafkaPort of Kafka
 * @param postgresPort of PostgreSQL
 * @param parallelism Flink subtasks
 */
public record RunOptions(
        Path data, Path catalog, int httpPort, int mqttPort, int kafkaPort, int postgresPort, int parallelism) {
    public RunOptions {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(catalog, "catalog");
    }
}
