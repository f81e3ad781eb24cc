package org.metrobed.launcher.run;

import java.nio.file.Path;
import java.util.Objects;
import org.metrobed.config.Secret;

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
 * @param operatorToken what operators show where the environment names no token; {@link Secret#NONE}: nobody may act then
 */
public record RunOptions(
        Path data,
        Path catalog,
        int httpPort,
        int mqttPort,
        int kafkaPort,
        int postgresPort,
        int parallelism,
        Secret operatorToken) {
    public RunOptions {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(catalog, "catalog");
        Objects.requireNonNull(operatorToken, "operatorToken");
    }

    /** Options without an operator token of their own. */
    public RunOptions(
            Path data, Path catalog, int httpPort, int mqttPort, int kafkaPort, int postgresPort, int parallelism) {
        this(data, catalog, httpPort, mqttPort, kafkaPort, postgresPort, parallelism, Secret.NONE);
    }

    /** The same with an operator token. */
    public RunOptions withOperatorToken(Secret token) {
        return new RunOptions(data, catalog, httpPort, mqttPort, kafkaPort, postgresPort, parallelism, token);
    }
}
