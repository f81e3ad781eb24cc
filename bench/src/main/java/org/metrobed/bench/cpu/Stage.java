package org.metrobed.bench.cpu;

import java.util.List;

/** Who spends processor time. A thread belongs to the first stage of which a prefix begins its name. */
public enum Stage {
    /** The MQTT broker. */
    BROKER(
            "broker",
            "hivemq",
            "nioEventLoop",
            "epollEventLoop",
            "single-writer",
            "persistence-",
            "payload-persistence",
            "Exodus",
            "exodus",
            "rocksdb"),
    /** From MQTT to Kafka: receiving, building records, sending, acknowledging. */
    INGEST("ingest", "kafka-producer-network-thread | metrobed-ingest", "MQTT ", "ingest", "bench-ingest"),
    /** The pipeline: source, decoding, cleaning, windows, sinks with the client's half of COPY and their producers. */
    FLINK(
            "pipeline",
            "kafka-producer-network-thread",
            "kafka-admin-client-thread",
            "Source",
            "SourceCoordinator",
            "raw log",
            "clean readings",
            "store ",
            "publish ",
            "close windows",
            "raise threshold",
            "decode",
            "catalog",
            "flink",
            "Flink",
            "pekko",
            "jobmanager",
            "mini-cluster",
            "Checkpoint",
            "Time Trigger",
            "OutputFlusher",
            "AsyncOperations",
            "IOManager",
            "bench-pipeline"),
    /** The Kafka node. */
    KAFKA(
            "Kafka",
            "data-plane",
            "control-plane",
            "kafka-",
            "raft",
            "quorum",
            "controller",
            "Controller",
            "broker-",
            "Broker",
            "ExpirationReaper",
            "executor-",
            "group-",
            "Group",
            "GroupMetadata",
            "share-",
            "Share",
            "transaction",
            "Transaction",
            "Txn",
            "TxnMarker",
            "Log",
            "log-",
            "metrics-meter",
            "SensorExpiry",
            "ThrottledChannelReaper",
            "event-",
            "metadata",
            "snapshot",
            "Delayed",
            "remote-log",
            "ClientMetrics",
            "client-metrics"),
    /** Queries and pages. */
    API("api", "stream-hub", "qtp", "Jetty", "jetty", "Javalin", "Hikari", "metrobed:connection", "api-"),
    /** All processes of PostgreSQL. */
    POSTGRES("PostgreSQL"),
    /** The JVM's compilers. */
    JIT("JIT", "C1 ", "C2 ", "Sweeper"),
    /** The JVM's garbage collector. */
    GC("GC", "GC ", "G1 ", "VM Thread"),
    /** Everything else in the JVM. */
    OTHER("other");

    private final String label;
    private final List<String> prefixes;

    Stage(String label, String... prefixes) {
        this.label = label;
        this.prefixes = List.of(prefixes);
    }

    /** In a table's head. */
    public String label() {
        return label;
    }

    /** Whose thread it is. */
    static Stage ofThread(String name) {
        for (Stage stage : values()) {
            for (String prefix : stage.prefixes) {
                if (name.startsWith(prefix)) {
                    return stage;
                }
            }
        }
        return OTHER;
    }
}
