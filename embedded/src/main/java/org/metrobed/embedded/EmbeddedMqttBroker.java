package org.metrobed.embedded;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * A HiveMQ Community Edition broker in this process. Sessions, queued and retained messages are on disk under the
 * folder. Listens on 127.0.0.1 only and calls nobody. Thread-safe.
 */
public final class EmbeddedMqttBroker implements AutoCloseable {

    /** How many messages wait for one client that is away; what comes after is discarded. */
    public static final long MAX_QUEUED_MESSAGES = 2_000_000;

    /** The largest packet, in bytes; a larger one ends its connection. */
    public static final int MAX_PACKET_BYTES = 20_000_000;

    /**
     * How many messages may be unacknowledged by one client. The broker sends a batch of so many and the next only when all of
     * it is acknowledged, so a small batch and an acknowledgement that waits for Kafka would hold it to 2,000 messages a second.
     */
    public static final int MAX_UNACKNOWLEDGED_MESSAGES = 4_000;

    /** How many queued messages it reads for a subscriber at a time; its default of 50 costs more for each. */
    private static final int POLL_BATCH = 200;

    private static final String CONFIG = """
            <?xml version="1.0"?>
            <hivemq>
              <listeners><tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener></listeners>
              <mqtt>
                <queued-messages><max-queue-size>%d</max-queue-size><strategy>discard</strategy></queued-messages>
                <session-expiry><max-interval>4294967295</max-interval></session-expiry>
                <packets><max-packet-size>%d</max-packet-size></packets>
                <receive-maximum><server-receive-maximum>1000</server-receive-maximum></receive-maximum>
              </mqtt>
              <persistence><mode>file</mode></persistence>
              <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
            </hivemq>
            """;

    private final EmbeddedHiveMQ broker;
    private final int port;

    private EmbeddedMqttBroker(EmbeddedHiveMQ broker, int port) {
        this.broker = broker;
        this.port = port;
    }

    /**
     * Starts the broker over its folder; returns when it accepts connections.
     *
     * @param port the TCP port, 0 for a free one
     * @throws ServiceException when the port is taken or the broker does not start
     */
    public static EmbeddedMqttBroker start(Path folder, int port) {
        int chosen = Ports.choose(port);
        Ports.requireFree(chosen, "MQTT");
        limitMemory();
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = MAX_UNACKNOWLEDGED_MESSAGES;
        InternalConfigurations.PUBLISH_POLL_BATCH_SIZE = POLL_BATCH;
        try {
            Path config = Files.createDirectories(folder.resolve("conf"));
            Path data = Files.createDirectories(folder.resolve("data"));
            Path extensions = Files.createDirectories(folder.resolve("extensions"));
            Files.writeString(
                    config.resolve("config.xml"), CONFIG.formatted(chosen, MAX_QUEUED_MESSAGES, MAX_PACKET_BYTES));
            EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                    .withConfigurationFolder(config)
                    .withDataFolder(data)
                    .withExtensionsFolder(extensions)
                    .withoutLoggingBootstrap()
                    .build();
            broker.start().join();
            return new EmbeddedMqttBroker(broker, chosen);
        } catch (IOException | CompletionException e) {
            throw new ServiceException("the MQTT broker does not start in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Where clients connect, such as {@code tcp://127.0.0.1:1883}. */
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** The TCP port. */
    public int port() {
        return port;
    }

    /** Stops the broker; its state stays on disk. */
    @Override
    public void close() {
        try {
            broker.close();
        } catch (ExecutionException e) {
            throw new ServiceException("the MQTT broker does not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** HiveMQ takes shares of the machine's whole memory by default; these are for one city on one machine. */
    private static void limitMemory() {
        InternalConfigurations.PAYLOAD_PERSISTENCE_MEMTABLE_SIZE_PORTION.set(512);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BLOCK_CACHE_SIZE_PORTION.set(1024);
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(200);
    }
}
