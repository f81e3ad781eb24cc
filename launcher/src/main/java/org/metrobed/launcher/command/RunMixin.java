package org.metrobed.launcher.command;

import java.nio.file.Path;
import java.util.Map;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Settings;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.launcher.run.BrokerSettings;
import org.metrobed.launcher.run.RunOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that {@code demo} and {@code up} share. */
final class RunMixin {

    /** The bundles folder next to the script, which sets {@code metrobed.home}. */
    static final String BUNDLES = "${sys:metrobed.home:-.}/bundles";

    /** More subtasks only pass readings to one another. */
    static final int MOST_SUBTASKS = 32;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of all state (default: ./data).")
    private Path data;

    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            defaultValue = RunMixin.BUNDLES,
            description = "Folder of the project bundles (default: those of Metrobed).")
    private Path catalog;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the page and the API (default: ${DEFAULT-VALUE}; 0: any free port; so for the"
                    + " others).")
    private int httpPort;

    @Option(
            names = "--mqtt-port",
            paramLabel = "PORT",
            defaultValue = "1883",
            description = "Port of the MQTT server (default: ${DEFAULT-VALUE}).")
    private int mqttPort;

    @Option(
            names = "--mqtt-endpoint",
            paramLabel = "SERVER",
            description = "The MQTT server of gateways: ingest, which acknowledges when Kafka has stored a message, or"
                    + " broker, to which others may subscribe too (default: ingest; broker if the folder has its"
                    + " queue).")
    private String mqttEndpoint;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of Kafka (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "5432",
            description = "Port of PostgreSQL (default: ${DEFAULT-VALUE}).")
    private int postgresPort;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Flink subtasks, at most " + MOST_SUBTASKS + " (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The settings with the MQTT server of the command line, if it names one. */
    BrokerSettings broker(BrokerSettings environment) {
        if (mqttEndpoint == null) {
            return environment;
        }
        Settings named = Settings.of(Map.of(EndpointConfig.ENDPOINT.name(), mqttEndpoint));
        boolean direct = EndpointConfig.isIngest(named).orElse(false);
        try {
            named.check();
        } catch (ConfigException e) {
            throw new CommandException("--mqtt-endpoint is '" + mqttEndpoint + "', must be broker or ingest", e);
        }
        return environment.withDirect(direct);
    }

    /** @throws ParameterException if there are more subtasks than one process bears */
    RunOptions options() {
        if (parallelism < 1 || parallelism > MOST_SUBTASKS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--parallelism is " + parallelism + ", must be from 1 to " + MOST_SUBTASKS
                            + " in one process; a Flink cluster takes up to 128");
        }
        return new RunOptions(data, catalog, httpPort, mqttPort, kafkaPort, postgresPort, parallelism);
    }
}
