package org.metrobed.embedded;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.metrobed.embedded.access.AccessException;
import org.metrobed.embedded.access.SessionOwners;
import org.metrobed.embedded.broker.BrokerExtension;
import org.metrobed.embedded.broker.BrokerQueueFigures;
import org.metrobed.embedded.broker.Queues;

/**
 * A HiveMQ Community Edition broker in this process. Sessions, queued and retained messages are on disk under the
 * folder. Listens on 127.0.0.1 only, but for a listener with TLS, and calls nobody. Thread-safe.
 */
public final class EmbeddedMqttBroker implements AutoCloseable {

    /**
     * How many messages may be unacknowledged by one client. The broker sends a batch of so many and the next only when all of
     * it is acknowledged, so a small batch and an acknowledgement that waits for Kafka would hold it to 2,000 messages a second.
     */
    public static final int MAX_UNACKNOWLEDGED_MESSAGES = 4_000;

    /** How many queued messages it reads for a subscriber at a time; its default of 50 costs more for each. */
    private static final int POLL_BATCH = 200;

    /** The file of who owns which session. */
    private static final String OWNERS = "session-owners";

    private final EmbeddedHiveMQ broker;
    private final BrokerOptions options;
    private final BrokerExtension extension;
    private final BrokerQueueFigures figures;

    private EmbeddedMqttBroker(EmbeddedHiveMQ broker, BrokerOptions options, BrokerExtension extension) {
        this.broker = broker;
        this.options = options;
        this.extension = extension;
        this.figures = BrokerQueueFigures.start(Queues.of(broker), broker.getMetricRegistry());
    }

    /**
     * Starts the broker over its folder, open to everyone on this machine; returns when it accepts connections.
     *
     * @param port the TCP port, 0 for a free one
     * @throws ServiceException when the port is taken or the broker does not start
     */
    public static EmbeddedMqttBroker start(Path folder, int port) {
        return start(folder, BrokerOptions.of(port));
    }

    /**
     * Starts the broker over its folder; returns when it accepts connections.
     *
     * @throws ServiceException when a port is taken or the broker does not start
     */
    public static EmbeddedMqttBroker start(Path folder, BrokerOptions wanted) {
        BrokerOptions options = choosePorts(wanted);
        // before the broker: an extension that fails while it starts would leave the broker open
        BrokerExtension extension = new BrokerExtension(options.access(), options.limits(), owners(folder));
        limitMemory();
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = MAX_UNACKNOWLEDGED_MESSAGES;
        InternalConfigurations.PUBLISH_POLL_BATCH_SIZE = POLL_BATCH;
        try {
            Path config = Files.createDirectories(folder.resolve("conf"));
            new BrokerFiles(config).write(options);
            EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                    .withConfigurationFolder(config)
                    .withDataFolder(Files.createDirectories(folder.resolve("data")))
                    .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                    .withEmbeddedExtension(embed(extension))
                    .withoutLoggingBootstrap()
                    .build();
            broker.start().join();
            return new EmbeddedMqttBroker(broker, options, extension);
        } catch (IOException | CompletionException e) {
            throw new ServiceException("the MQTT broker does not start in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Where clients connect, such as {@code tcp://127.0.0.1:1883}. */
    public String url() {
        return "tcp://127.0.0.1:" + options.port();
    }

    /** The TCP port. */
    public int port() {
        return options.port();
    }

    /** The port of the listener with TLS; empty when there is none. */
    public OptionalInt tlsPort() {
        return options.tls().map(listener -> OptionalInt.of(listener.port())).orElse(OptionalInt.empty());
    }

    /** Messages that wait for any session now, those included that a client has and did not acknowledge. */
    public long queuedMessages() {
        return figures.stored();
    }

    /** Messages that wait for the session of this client now, those included that it has and did not acknowledge. */
    public long queuedMessages(String clientId) {
        return figures.stored(clientId);
    }

    /** Messages that the broker dropped since its start; above 0 something was lost. */
    public long droppedMessages() {
        return figures.dropped();
    }

    /** How many clients send more than they may and are held back now. */
    public int throttledClients() {
        return extension.throttledClients();
    }

    /** How often clients were held back since the start. */
    public long throttlePauses() {
        return extension.throttlePauses();
    }

    /** How often a client was refused because its client id belongs to another user, since the start. */
    public long refusedClientIds() {
        return extension.refusedClientIds();
    }

    /** Stops the broker; its state stays on disk. */
    @Override
    public void close() {
        figures.close();
        try {
            broker.close();
        } catch (ExecutionException e) {
            throw new ServiceException("the MQTT broker does not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static BrokerOptions choosePorts(BrokerOptions wanted) {
        int port = Ports.choose(wanted.port());
        Ports.requireFree(port, "MQTT");
        return wanted.at(port, wanted.tls().map(EmbeddedMqttBroker::choosePort));
    }

    private static TlsListener choosePort(TlsListener wanted) {
        int port = Ports.choose(wanted.port());
        Ports.requireFree(port, "MQTT with TLS");
        return new TlsListener(wanted.host(), port, wanted.identity(), wanted.password(), wanted.clients());
    }

    private static SessionOwners owners(Path folder) {
        try {
            return SessionOwners.read(folder.resolve(OWNERS));
        } catch (AccessException e) {
            throw new ServiceException("the MQTT broker does not start in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static EmbeddedExtension embed(BrokerExtension extension) {
        return EmbeddedExtension.builder()
                .withId("metrobed")
                .withName("Metrobed")
                .withVersion("1")
                .withExtensionMain(extension)
                .build();
    }

    /** HiveMQ takes shares of the machine's whole memory by default; these are for one city on one machine. */
    private static void limitMemory() {
        InternalConfigurations.PAYLOAD_PERSISTENCE_MEMTABLE_SIZE_PORTION.set(512);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BLOCK_CACHE_SIZE_PORTION.set(1024);
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(200);
    }
}
