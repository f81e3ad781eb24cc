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
import org.metrobed.access.AccessException;
import org.metrobed.access.SessionOwners;
import org.metrobed.access.listen.TlsListener;
import org.metrobed.embedded.broker.BrokerExtension;
import org.metrobed.embedded.broker.BrokerQueueFigures;
import org.metrobed.embedded.broker.Queues;

/**
 * A HiveMQ Community Edition broker in this process. Sessions, queued and retained messages are on disk in the folder.
 * Listens on 127.0.0.1 only, except for a TLS listener. Opens no connections to other hosts. Thread-safe.
 */
public final class EmbeddedMqttBroker implements AutoCloseable {

    /**
     * The largest number of unacknowledged messages of one client. The broker sends a batch of this size, and the next
     * batch only when all of it is acknowledged. Acknowledgements wait for Kafka, so a small batch would limit the rate
     * to 2,000 messages a second.
     */
    public static final int MAX_UNACKNOWLEDGED_MESSAGES = 4_000;

    /**
     * The number of queued messages that it reads for a subscriber at a time; the default of 50 costs more per message.
     */
    private static final int POLL_BATCH = 200;

    /** The file of the owners of sessions. */
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
     * Starts the broker on its folder, open to every client on this machine; returns when it accepts connections.
     *
     * @param port the TCP port, 0 for a free port
     * @throws ServiceException if the port is taken or the broker does not start
     */
    public static EmbeddedMqttBroker start(Path folder, int port) {
        return start(folder, BrokerOptions.of(port));
    }

    /**
     * Starts the broker on its folder; returns when it accepts connections.
     *
     * @throws ServiceException if a port is taken or the broker does not start
     */
    public static EmbeddedMqttBroker start(Path folder, BrokerOptions wanted) {
        BrokerOptions options = choosePorts(wanted);
        // create it before the broker: if it fails during the broker's start, the broker stays open
        BrokerExtension extension = new BrokerExtension(options.access(), options.limits(), owners(folder));
        limitMemory();
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = MAX_UNACKNOWLEDGED_MESSAGES;
        InternalConfigurations.PUBLISH_POLL_BATCH_SIZE = POLL_BATCH;
        try {
            Path config = Files.createDirectories(folder.resolve("conf"));
            Path data = Files.createDirectories(folder.resolve("data"));
            new BrokerFiles(config).write(options);
            divide(BrokerBuckets.count(data));
            EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                    .withConfigurationFolder(config)
                    .withDataFolder(data)
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

    /** The address for clients, such as {@code tcp://127.0.0.1:1883}. */
    public String url() {
        return "tcp://127.0.0.1:" + options.port();
    }

    /** The TCP port. */
    public int port() {
        return options.port();
    }

    /** The port of the TLS listener; empty if there is none. */
    public OptionalInt tlsPort() {
        return options.tls().map(listener -> OptionalInt.of(listener.port())).orElse(OptionalInt.empty());
    }

    /** The current number of queued messages of all sessions, including sent messages without an acknowledgement. */
    public long queuedMessages() {
        return figures.stored();
    }

    /**
     * The current number of queued messages of this client's session, including sent messages without an
     * acknowledgement.
     */
    public long queuedMessages(String clientId) {
        return figures.stored(clientId);
    }

    /** The number of messages that the broker has dropped since its start; above 0 messages were lost. */
    public long droppedMessages() {
        return figures.dropped();
    }

    /** The number of clients that exceed their limits and are throttled now. */
    public int throttledClients() {
        return extension.throttledClients();
    }

    /** The number of times that a client was throttled since the start. */
    public long throttlePauses() {
        return extension.throttlePauses();
    }

    /** The number of times since the start that a client was refused because its client id belongs to another user. */
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

    private static void divide(int buckets) {
        InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(buckets);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(buckets);
    }

    /** HiveMQ uses fractions of the machine's whole memory by default; these sizes are for one city on one machine. */
    private static void limitMemory() {
        InternalConfigurations.PAYLOAD_PERSISTENCE_MEMTABLE_SIZE_PORTION.set(512);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BLOCK_CACHE_SIZE_PORTION.set(1024);
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(200);
    }
}
