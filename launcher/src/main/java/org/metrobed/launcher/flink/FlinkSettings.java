package org.metrobed.launcher.flink;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/** The mini-cluster's settings: one task manager, little memory of its own, 127.0.0.1 only. Static functions only. */
final class FlinkSettings {

    private static final String HOST = "127.0.0.1";

    private static final long LEAST_NETWORK_BYTES = 16 << 20;
    private static final int LARGEST_SEGMENT = 32 << 10;
    private static final int SMALLEST_SEGMENT = 4 << 10;
    /** More than the exchanges of the pipeline. */
    private static final long EXCHANGES = 16;

    private FlinkSettings() {}

    /** Each subtask needs two segments for each one that sends to it, one for each that it sends to, and some more. */
    private static long segments(int slots) {
        return EXCHANGES * slots * (3L * slots + 10);
    }

    /** Many subtasks have many connections with little on each. */
    private static int segmentBytes(int slots) {
        return Math.max(SMALLEST_SEGMENT, LARGEST_SEGMENT / Integer.highestOneBit(Math.max(1, slots / 4)));
    }

    /** @param patience how long a part of Flink waits for the answer of another */
    static MiniClusterConfiguration cluster(Path folder, int slots, Duration patience) {
        Configuration settings = new Configuration();
        settings.set(
                CoreOptions.TMP_DIRS, folder.toAbsolutePath().resolve("tmp").toString());
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ZERO);
        int segment = segmentBytes(slots);
        MemorySize network = new MemorySize(Math.max(LEAST_NETWORK_BYTES, segments(slots) * segment));
        settings.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, new MemorySize(segment));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
        settings.set(ClusterOptions.CLUSTER_IO_EXECUTOR_POOL_SIZE, 2);
        settings.set(RestOptions.SERVER_NUM_THREADS, 1);
        settings.set(RpcOptions.ASK_TIMEOUT_DURATION, patience);
        settings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, patience);
        settings.set(JobManagerOptions.BIND_HOST, HOST);
        settings.set(TaskManagerOptions.BIND_HOST, HOST);
        settings.set(RestOptions.ADDRESS, HOST);
        settings.set(RestOptions.BIND_ADDRESS, HOST);
        settings.set(RestOptions.BIND_PORT, "0");
        return new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .setCommonBindAddress(HOST)
                .build();
    }
}
