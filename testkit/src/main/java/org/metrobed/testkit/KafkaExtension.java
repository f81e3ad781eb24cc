package org.metrobed.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.metrobed.embedded.EmbeddedKafka;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real Kafka for a test class, as {@code @RegisterExtension static final}. One broker for each JVM, shared by all
 * tests; a test uses its own topics (a prefix from {@link #newPrefix}). External: system property
 * {@code metrobed.test.kafka}.
 */
public final class KafkaExtension implements BeforeAllCallback {

    private Broker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = Services.shared(context, Broker.class, KafkaExtension::start);
    }

    /** The address for clients, {@code host:port}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** A unique prefix of topic names, ending in a dot. */
    public String newPrefix() {
        return "test-" + Long.toHexString(System.nanoTime()) + ".";
    }

    /** Creates a topic with one replica and waits until it exists. */
    public void createTopic(String name, int partitions, Map<String, String> config) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(config);
            admin.createTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("topic " + name + " was not created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Broker start() {
        return switch (Services.chosen()) {
            case EMBEDDED -> embedded();
            case DOCKER -> docker();
            case EXTERNAL -> new Broker(Services.address("metrobed.test.kafka"), () -> {});
        };
    }

    private static Broker embedded() {
        Path folder = Services.folder("kafka");
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
        return new Broker(kafka.bootstrapServers(), () -> {
            kafka.close();
            Services.delete(folder);
        });
    }

    private static Broker docker() {
        KafkaContainer container =
                new KafkaContainer(DockerImageName.parse(Services.image("kafka", "apache/kafka:4.3.1"))
                        .asCompatibleSubstituteFor("apache/kafka"));
        container.withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.withEnv("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(EmbeddedKafka.MAX_MESSAGE_BYTES));
        container.start();
        return new Broker(container.getBootstrapServers(), container::stop);
    }

    /** A running broker and the action that stops it. */
    private record Broker(String bootstrapServers, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }
}
