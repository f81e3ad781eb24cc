package org.metrobed.testbed.command;

import org.metrobed.core.config.Secret;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.wire.topic.Topics;
import picocli.CommandLine.Option;

/** Where a running Metrobed is, for commands that feed it. */
final class ServiceMixin {

    @Option(
            names = "--mqtt-port",
            paramLabel = "PORT",
            defaultValue = "1883",
            description = "Of the MQTT broker on this machine (default: ${DEFAULT-VALUE}).")
    private int mqttPort;

    @Option(names = "--mqtt", paramLabel = "URL", description = "An MQTT broker elsewhere, tcp://host:port.")
    private String mqtt;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Of Kafka on this machine (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Kafka elsewhere.")
    private String kafka;

    @Option(
            names = "--topic-prefix",
            paramLabel = "TEXT",
            defaultValue = Topics.DEFAULT_PREFIX,
            description = "What all Kafka topics start with (default: ${DEFAULT-VALUE}).")
    private String prefix;

    BrokerConfig broker() {
        String url = mqtt == null ? "tcp://127.0.0.1:" + mqttPort : mqtt;
        return new BrokerConfig(url, "", Secret.NONE, BrokerConfig.DEFAULT_MAX_IN_FLIGHT);
    }

    String kafka() {
        return kafka == null ? "127.0.0.1:" + kafkaPort : kafka;
    }

    Topics topics() {
        return new Topics(prefix);
    }
}
