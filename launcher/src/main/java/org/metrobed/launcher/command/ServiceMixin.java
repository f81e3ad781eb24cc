package org.metrobed.launcher.command;

import java.util.List;
import org.metrobed.config.Address;
import org.metrobed.config.Settings;
import org.metrobed.simulators.SimulateConfig;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.topics.Topics;
import picocli.CommandLine.Option;

/** The addresses of a running Metrobed, for commands that send data to it. */
final class ServiceMixin {

    @Option(
            names = "--mqtt-port",
            paramLabel = "PORT",
            defaultValue = "1883",
            description = "Port of the MQTT broker on this machine (default: ${DEFAULT-VALUE}).")
    private int mqttPort;

    @Option(
            names = "--mqtt",
            paramLabel = "URL",
            description =
                    "An MQTT broker elsewhere, tcp:// or ssl://host:port; user, password and certificates from the"
                            + " environment, see docs/CONFIG.md.")
    private String mqtt;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of Kafka on this machine (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--kafka",
            paramLabel = "ADDRESS",
            description = "Kafka elsewhere, host:port, or ssl://host:port?ca=FILE for TLS, see docs/CONFIG.md.")
    private String kafka;

    @Option(
            names = "--topic-prefix",
            paramLabel = "TEXT",
            defaultValue = Topics.DEFAULT_PREFIX,
            description = "Prefix of all Kafka topics (default: ${DEFAULT-VALUE}).")
    private String prefix;

    BrokerConfig broker() {
        String url = mqtt == null ? "tcp://127.0.0.1:" + mqttPort : mqtt;
        Settings environment = Settings.of(System.getenv());
        try {
            BrokerConfig broker = SimulateConfig.broker(environment, Address.parse(url, List.of("tcp", "ssl")));
            environment.check();
            return broker;
        } catch (IllegalArgumentException e) {
            throw new CommandException("the MQTT broker's address " + e.getMessage(), e);
        }
    }

    String kafka() {
        return kafka == null ? "127.0.0.1:" + kafkaPort : kafka;
    }

    Topics topics() {
        return new Topics(prefix);
    }
}
