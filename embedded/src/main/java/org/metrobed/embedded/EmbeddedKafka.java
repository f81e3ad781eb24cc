package org.metrobed.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka node, broker and KRaft controller together, in this process. Logs are on disk in the folder and are kept
 * without limit unless a topic sets one. Topics are not created automatically. Listens on 127.0.0.1 only. Thread-safe.
 */
public final class EmbeddedKafka implements AutoCloseable {

    /** The largest record batch that the broker accepts, in bytes, unless a topic sets another limit. */
    public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts the node on its folder, which it formats the first time; returns when it serves clients.
     *
     * @param port the TCP port, 0 for a free one
     * @throws ServiceException if the port is taken, the disk is nearly full, the metadata is lost, or the node does not start
     */
    public static EmbeddedKafka start(Path folder, int port) {
        int chosen = Ports.choose(port);
        Ports.requireFree(chosen, "Kafka");
        try {
            Path logs = Files.createDirectories(folder.resolve("logs"));
            KafkaFolder.requireUsable(logs, Files.getFileStore(logs).getUsableSpace());
            MetadataLog.mend(logs);
            if (!Files.exists(logs.resolve("meta.properties"))) {
                format(logs);
            }
            KafkaConfig config = new KafkaConfig(settings(logs, chosen, Ports.choose(0)), false);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, chosen);
        } catch (IOException | KafkaException e) {
            throw new ServiceException("Kafka does not start in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The bootstrap address for clients, such as {@code 127.0.0.1:9092}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The TCP port. */
    public int port() {
        return port;
    }

    /** Stops the node; its logs stay on disk. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path logs) throws IOException {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(logs.toString()))
                .setMetadataLogDirectory(logs.toString());
        try {
            formatter.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // the exception that the formatter declares
            throw new IOException(e);
        }
    }

    private static Map<String, String> settings(Path logs, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>(oneNode());
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", logs.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.retention.ms", "-1");
        settings.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        settings.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
        return settings;
    }

    /** Sizes of internal topics, threads and buffers for one node on one machine. */
    private static Map<String, String> oneNode() {
        Map<String, String> settings = new HashMap<>();
        settings.put("num.partitions", "4");
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("broker.session.timeout.ms", "4000"); // a start after kill -9 waits as long for its old session
        settings.put("broker.heartbeat.interval.ms", "1000");
        settings.put("num.network.threads", "1");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "1");
        settings.put("group.coordinator.threads", "1");
        settings.put("num.recovery.threads.per.data.dir", "1");
        settings.put(
                "metadata.max.idle.interval.ms",
                "5000"); // an empty record in the metadata log, twice a second by default
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        return settings;
    }
}
