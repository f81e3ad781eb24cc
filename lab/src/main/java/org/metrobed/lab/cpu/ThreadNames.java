package org.metrobed.lab.cpu;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Whose thread it is, by how its name begins; the stages are asked in their order. Static functions only. */
final class ThreadNames {

    private static final Map<Stage, List<String>> BEGINNINGS = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    Stage.BROKER,
                    List.of(
                            "hivemq",
                            "nioEventLoop",
                            "epollEventLoop",
                            "single-writer",
                            "persistence-",
                            "payload-persistence",
                            "Exodus",
                            "exodus",
                            "rocksdb")),
            Map.entry(
                    Stage.INGEST,
                    List.of("kafka-producer-network-thread | metrobed-ingest", "MQTT ", "ingest", "bench-ingest")),
            Map.entry(
                    Stage.FLINK,
                    List.of(
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
                            "bench-pipeline")),
            Map.entry(
                    Stage.KAFKA,
                    List.of(
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
                            "client-metrics")),
            Map.entry(
                    Stage.API,
                    List.of("stream-hub", "qtp", "Jetty", "jetty", "Javalin", "Hikari", "metrobed:connection", "api-")),
            Map.entry(Stage.JIT, List.of("C1 ", "C2 ", "Sweeper")),
            Map.entry(Stage.GC, List.of("GC ", "G1 ", "VM Thread"))));

    private ThreadNames() {}

    /** The stage of a thread. */
    static Stage stage(String name) {
        for (Map.Entry<Stage, List<String>> stage : BEGINNINGS.entrySet()) {
            for (String beginning : stage.getValue()) {
                if (name.startsWith(beginning)) {
                    return stage.getKey();
                }
            }
        }
        return Stage.OTHER;
    }
}
