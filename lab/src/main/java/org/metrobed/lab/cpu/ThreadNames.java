package org.metrobed.lab.cpu;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the stage of a thread from the prefix of its name; the first stage that matches is used. Static functions only.
 */
final class ThreadNames {

    /** The names of the threads that measure. */
    static final List<String> MEASURING = List.of("main", "bench-reader", "bench-publisher-output");

    private static final Map<CpuStage, List<String>> BEGINNINGS = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    CpuStage.BROKER,
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
                    CpuStage.INGEST,
                    List.of("kafka-producer-network-thread | metrobed-ingest", "MQTT ", "ingest", "bench-ingest")),
            Map.entry(
                    CpuStage.FLINK,
                    List.of(
                            "kafka-producer-network-thread",
                            "kafka-admin-client-thread",
                            "Source",
                            "SourceCoordinator",
                            "raw log",
                            "group readings",
                            "clean readings",
                            "store ",
                            "store-writer",
                            "publish ",
                            "close windows",
                            "raise threshold",
                            "raise ingest",
                            "decode",
                            "track liveness",
                            "alert input",
                            "ask neighbours",
                            "correlate alerts",
                            "System Time Trigger",
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
                    CpuStage.KAFKA,
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
                    CpuStage.API,
                    List.of(
                            "stream-hub",
                            "qtp",
                            "Jetty",
                            "jetty",
                            "Javalin",
                            "Hikari",
                            "metrobed:connection",
                            "recomputer",
                            "api-")),
            Map.entry(CpuStage.JIT, List.of("C1 ", "C2 ", "Sweeper")),
            Map.entry(CpuStage.GC, List.of("GC ", "G1 ", "VM Thread"))));

    private ThreadNames() {}

    /** The stage of a thread. */
    static CpuStage stage(String name) {
        for (Map.Entry<CpuStage, List<String>> stage : BEGINNINGS.entrySet()) {
            for (String beginning : stage.getValue()) {
                if (name.startsWith(beginning)) {
                    return stage.getKey();
                }
            }
        }
        return CpuStage.OTHER;
    }
}
