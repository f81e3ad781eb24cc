package org.metrobed.launcher.run;

import java.nio.file.Path;
import java.util.Objects;
import org.metrobed.config.Secret;

/**
 * The options of an all-in-one run. Immutable.
 *
 * @param data the folder of all state
 * @param catalog the folder of the project bundles
 * @param httpPort port of the API and the page; 0 for a free port, as for the other ports
 * @param mqttPort port of the MQTT broker
 * @param kafkaPort port of Kafka
 * @param postgresPort port of PostgreSQL
 * @param parallelism Flink subtasks
 * @param operatorToken the token of operators if the environment sets none; {@link Secret#NONE}: operators cannot act
 *     then
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

    /** Options without an operator token. */
    public RunOptions(
            Path data, Path catalog, int httpPort, int mqttPort, int kafkaPort, int postgresPort, int parallelism) {
        this(data, catalog, httpPort, mqttPort, kafkaPort, postgresPort, parallelism, Secret.NONE);
    }

    /** The same with an operator token. */
    public RunOptions withOperatorToken(Secret token) {
        return new RunOptions(data, catalog, httpPort, mqttPort, kafkaPort, postgresPort, parallelism, token);
    }
}
