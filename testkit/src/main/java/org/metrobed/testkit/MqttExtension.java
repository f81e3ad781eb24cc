package org.metrobed.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.metrobed.embedded.EmbeddedMqttBroker;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A real MQTT broker for a test class, as {@code @RegisterExtension static final}. One broker for each JVM, shared by
 * all tests; a test uses its own client ids and topics. External: system property {@code metrobed.test.mqtt}.
 */
public final class MqttExtension implements BeforeAllCallback {

    private static final int PORT = 1883;
    private static final String MOSQUITTO = """
            listener 1883
            allow_anonymous true
            persistence true
            max_queued_messages 2000000
            max_inflight_messages 1000
            """;

    private Broker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = Services.shared(context, Broker.class, MqttExtension::start);
    }

    /** The address for clients, {@code tcp://host:port}. */
    public String url() {
        return broker.url();
    }

    private static Broker start() {
        return switch (Services.chosen()) {
            case EMBEDDED -> embedded();
            case DOCKER -> docker();
            case EXTERNAL -> new Broker(Services.address("metrobed.test.mqtt"), () -> {});
        };
    }

    private static Broker embedded() {
        Path folder = Services.folder("mqtt");
        EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(folder, 0);
        return new Broker(broker.url(), () -> {
            broker.close();
            Services.delete(folder);
        });
    }

    private static Broker docker() {
        GenericContainer<?> container = new GenericContainer<>(
                        DockerImageName.parse(Services.image("mosquitto", "eclipse-mosquitto:2.0.22")))
                .withExposedPorts(PORT)
                .withCopyToContainer(Transferable.of(MOSQUITTO), "/mosquitto/config/mosquitto.conf");
        container.start();
        return new Broker("tcp://" + container.getHost() + ":" + container.getMappedPort(PORT), container::stop);
    }

    /** A running broker and the action that stops it. */
    private record Broker(String url, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }
}
