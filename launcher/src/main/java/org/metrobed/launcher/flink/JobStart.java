package org.metrobed.launcher.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The attempts to start one job; says each cause of a failure once. Not thread-safe. */
final class JobStart {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final MiniCluster cluster;
    private final Duration startLimit;
    private final Consumer<String> failing;
    private final BooleanSupplier stopped;
    private final Set<String> said = new LinkedHashSet<>();
    private String cause = "";
    private JobID job;

    /**
     * Attempts in a mini-cluster.
     *
     * @param startLimit longest time of an attempt
     * @param failing receives each cause once
     * @param stopped whether the start is to be given up
     */
    JobStart(MiniCluster cluster, Duration startLimit, Consumer<String> failing, BooleanSupplier stopped) {
        this.cluster = cluster;
        this.startLimit = startLimit;
        this.failing = failing;
        this.stopped = stopped;
    }

    /**
     * Starts the job; returns whether all its tasks run, so have read their state. The job owns the checkpoint from then on.
     *
     * @param from the checkpoint, or nothing to start at the beginning
     * @throws StartStopped if the start was given up
     */
    boolean from(StreamGraph graph, Optional<Path> from) {
        from.ifPresent(checkpoint -> graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(checkpoint.toUri().toString(), false, RecoveryClaimMode.CLAIM)));
        return runs(graph);
    }

    /**
     * Starts a job that may lack operators of the checkpoint; the checkpoint stays as it is.
     *
     * @return whether all its tasks run, so have read their state
     * @throws StartStopped if the start was given up
     */
    boolean tries(StreamGraph graph, Path checkpoint) {
        graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(checkpoint.toUri().toString(), true, RecoveryClaimMode.NO_CLAIM));
        return runs(graph);
    }

    private boolean runs(StreamGraph graph) {
        job = Answers.get(cluster.submitJob(graph.getJobGraph()), startLimit, "the Flink job")
                .getJobID();
        long deadline = System.nanoTime() + startLimit.toNanos();
        while (System.nanoTime() < deadline) {
            if (stopped.getAsBoolean()) {
                throw new StartStopped();
            }
            AccessExecutionGraph tasks =
                    Answers.get(cluster.getExecutionGraph(job), startLimit, "the tasks of the Flink job");
            FailedStart.cause(tasks).ifPresent(this::fails);
            if (Answers.get(cluster.getJobStatus(job), startLimit, "the status of the Flink job")
                    .isTerminalState()) {
                return false;
            }
            if (allRun(tasks)) {
                return true;
            }
            LockSupport.parkNanos(20_000_000);
        }
        Answers.get(cluster.cancelJob(job), STOP_LIMIT, "the end of the Flink job");
        return false;
    }

    /** The job of the last attempt. */
    JobID job() {
        return job;
    }

    /** Says a sentence, unless it was said. */
    void say(String sentence) {
        if (said.add(sentence)) {
            failing.accept(sentence);
        }
    }

    /** The newest cause of a failure after a colon; empty if nothing failed. */
    String lastCause() {
        return cause.isEmpty() ? "" : ": " + cause;
    }

    private void fails(String newest) {
        cause = newest;
        say("the Flink job fails: " + newest);
    }

    private static boolean allRun(AccessExecutionGraph tasks) {
        boolean any = false;
        for (AccessExecutionVertex task : tasks.getAllExecutionVertices()) {
            any = true;
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return any;
    }
}
