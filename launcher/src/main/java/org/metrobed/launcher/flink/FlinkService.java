package org.metrobed.launcher.flink;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.metrobed.embedded.ServiceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink mini-cluster in this process that runs one job. Checkpoints are on disk in the folder; the job starts from
 * the newest checkpoint that loads. Listens on 127.0.0.1 only. Not thread-safe.
 */
public final class FlinkService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FlinkService.class);
    /** Longest time that the cluster or the job takes to start, if nothing else is said. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration CHECKPOINT_LIMIT = Duration.ofMinutes(20);
    private static final long LOOK_SECONDS = 1;

    private final MiniCluster cluster;
    private final CheckpointFolder checkpoints;
    private final Duration startLimit;
    private final ScheduledExecutorService checkpointThread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "Checkpoint pace"));
    private JobID job;
    private Optional<Path> claimed = Optional.empty();

    private FlinkService(MiniCluster cluster, CheckpointFolder checkpoints, Duration startLimit) {
        this.cluster = cluster;
        this.checkpoints = checkpoints;
        this.startLimit = startLimit;
    }

    /** Starts the mini-cluster with its folder; the job may take five minutes to start. */
    public static FlinkService start(Path folder, int slots) {
        return start(folder, slots, START_LIMIT);
    }

    /**
     * Starts the mini-cluster with its folder.
     *
     * @param slots the number of subtasks of the operator with the most subtasks
     * @param startLimit longest time that the job takes to start, and that a part of Flink takes to answer another
     * @throws ServiceException when it does not start
     */
    public static FlinkService start(Path folder, int slots, Duration startLimit) {
        try {
            Path checkpoints = Files.createDirectories(checkpoints(folder));
            CheckpointFolder left = new CheckpointFolder(checkpoints);
            left.prune();
            MiniCluster cluster = new MiniCluster(FlinkSettings.cluster(folder, slots, startLimit));
            cluster.start();
            return new FlinkService(cluster, left, startLimit);
        } catch (IOException | RuntimeException e) {
            throw new ServiceException("Flink does not start in " + folder + ": " + e.getMessage(), e);
        } catch (Exception e) { // declared by MiniCluster
            throw new ServiceException("Flink does not start: " + e.getMessage(), e);
        }
    }

    /**
     * Deletes all checkpoints except those that were set aside, so that the next job starts from its beginning.
     *
     * @throws ServiceException when they cannot be deleted
     */
    public static void forget(Path folder) {
        try {
            new CheckpointFolder(checkpoints(folder)).deleteAll();
        } catch (IOException e) {
            throw new ServiceException("the checkpoints cannot be deleted: " + e.getMessage(), e);
        }
    }

    /**
     * Sets checkpoints aside if the job cannot read their state layouts, so that the job starts from its beginning
     * instead of failing repeatedly. Call this before {@link #start}. Deletes nothing.
     *
     * @param generation the generation of state layouts that the job reads
     * @return a sentence for people; empty when nothing was set aside
     * @throws ServiceException when they cannot be moved
     */
    public static Optional<String> setAside(Path folder, int generation) {
        try {
            Optional<Path> aside = new CheckpointFolder(checkpoints(folder)).setAsideOthers(generation);
            aside.ifPresent(path -> LOG.warn("checkpoints of other state layouts are now in {}", path));
            return aside.map(
                    path -> "the checkpoints were written by another version, whose state this one does not read;"
                            + " they are kept in " + path
                            + ", and the pipeline computes again from the beginning of the raw log:"
                            + " the rows are the same and nothing is lost");
        } catch (IOException e) {
            throw new ServiceException("the checkpoints cannot be set aside: " + e.getMessage(), e);
        }
    }

    /** The generation of the state layouts of the folder's checkpoints. */
    public static int generation(Path folder) throws IOException {
        return new CheckpointFolder(checkpoints(folder)).generation();
    }

    /**
     * Whether a job reads a checkpoint: starts it until all its tasks have read their state, or one fails. Changes no
     * checkpoint.
     *
     * @param scratch a folder for temporary files
     * @param real the job that is to read it; it does not run
     * @param trial the job that runs: the same without those of its sinks that would be noticed
     * @throws ServiceException if the mini-cluster does not start
     */
    public static CheckpointCheck check(Path scratch, Path checkpoint, StreamGraph real, StreamGraph trial)
            throws IOException {
        List<String> homeless = OperatorStates.listWithoutPlace(checkpoint, real);
        if (!homeless.isEmpty()) {
            return new CheckpointCheck(
                    checkpoint, false, List.of("state of operators that this version does not have: " + homeless));
        }
        List<String> problems = new ArrayList<>();
        try (FlinkService flink = start(scratch, 1)) {
            JobStart start = new JobStart(flink.cluster, flink.startLimit, problems::add, () -> !problems.isEmpty());
            boolean runs = false;
            try {
                runs = start.tries(trial, checkpoint);
            } catch (StartStopped e) {
                LOG.debug("the trial has failed", e);
            }
            flink.job = start.job();
            if (runs) {
                flink.cancel();
            }
            return new CheckpointCheck(checkpoint, runs, problems);
        }
    }

    /** The folder for the job's checkpoints, to be set in the job's configuration. */
    public static Path checkpoints(Path folder) {
        return folder.toAbsolutePath().resolve("checkpoints");
    }

    /**
     * Runs the job from the newest checkpoint that loads, otherwise from its beginning. Returns when all its tasks run.
     *
     * @param graph supplies a new graph for each attempt
     * @return the checkpoint from which the job started
     * @throws ServiceException when the job does not run
     */
    public Optional<Path> run(Supplier<StreamGraph> graph) {
        return run(graph, cause -> {}, () -> false);
    }

    /**
     * As {@link #run(Supplier)}.
     *
     * @param failing receives a sentence for people if the job fails while it starts, once for each cause
     * @param stopped whether the start is to be given up
     * @throws StartStopped if it was given up
     */
    public Optional<Path> run(Supplier<StreamGraph> graph, Consumer<String> failing, BooleanSupplier stopped) {
        JobStart start = new JobStart(cluster, startLimit, failing, stopped);
        List<Optional<Path>> attempts = new ArrayList<>();
        try {
            checkpoints.listNewestFirst().forEach(checkpoint -> attempts.add(Optional.of(checkpoint)));
            checkpoints
                    .listNewerUnreadable()
                    .forEach(checkpoint -> start.say("this version cannot read the metadata of " + checkpoint
                            + "; it is kept, and the Flink job starts from "
                            + (attempts.isEmpty() ? "its beginning" : "an older checkpoint")));
        } catch (IOException e) {
            throw new ServiceException("the checkpoints cannot be listed: " + e.getMessage(), e);
        }
        if (attempts.isEmpty()) {
            attempts.add(Optional.empty());
        }
        for (Optional<Path> from : attempts) {
            try {
                if (start.from(graph.get(), from)) {
                    claimed = from;
                    return from;
                }
            } finally {
                job = start.job();
            }
            String place = from.map(Path::toString).orElse("its beginning");
            LOG.error("the job does not start from {}", place);
            start.say("the Flink job does not start from " + place);
        }
        throw new ServiceException("the Flink job does not start"
                + (attempts.size() == 1 ? "" : " from any of " + attempts.size() + " checkpoints") + start.lastCause()
                + "; see the log, or start again from the raw log with 'metrobed rebuild'");
    }

    /** The address of Flink's REST API. */
    public URI url() {
        return Answers.get(cluster.getRestAddress(), startLimit, "the address of Flink");
    }

    /** The current status of the job. */
    public JobStatus status() {
        return Answers.get(cluster.getJobStatus(job), startLimit, "the status of the Flink job");
    }

    /** Takes a checkpoint. */
    public void checkpoint() {
        Answers.get(cluster.triggerCheckpoint(job, CheckpointType.FULL), STOP_LIMIT, "a checkpoint");
    }

    /**
     * Takes checkpoints from now on, until the job is cancelled. The job must not take any by itself.
     *
     * @param records gives the number of records that the job has read so far, without heartbeats
     */
    @SuppressWarnings("FutureReturnValueIgnored") // each step reports its own failure
    public void keepCheckpoints(CheckpointPace pace, LongSupplier records) {
        checkpointThread.scheduleWithFixedDelay(
                () -> checkpointIfDue(pace, records.getAsLong()), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void checkpointIfDue(CheckpointPace pace, long records) {
        long begin = System.nanoTime();
        if (!pace.isDue(begin, records)) {
            return;
        }
        try {
            Answers.get(cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED), CHECKPOINT_LIMIT, "a checkpoint");
            long end = System.nanoTime();
            pace.completed(end, end - begin, records);
            deleteOld();
        } catch (ServiceException e) {
            LOG.warn("{}", e.getMessage());
            pace.failed(System.nanoTime());
        }
    }

    /** The job has completed a checkpoint, so it has read the state that it started from. */
    private void deleteOld() {
        try {
            checkpoints.deleteOld(job.toHexString(), claimed);
        } catch (IOException e) {
            LOG.warn("old checkpoints are not deleted yet: {}", e.getMessage());
        }
    }

    /** Whether a complete checkpoint exists. */
    public boolean hasCheckpoint() {
        try {
            return !checkpoints.listNewestFirst().isEmpty();
        } catch (IOException e) {
            LOG.debug("a running job has deleted an older checkpoint meanwhile", e);
            return false;
        }
    }

    /** Cancels the job without a last checkpoint; {@link #run} continues from an earlier checkpoint. */
    public void cancel() {
        checkpointThread.shutdownNow();
        Answers.get(cluster.cancelJob(job), STOP_LIMIT, "the end of the Flink job");
        Answers.get(cluster.requestJobResult(job), STOP_LIMIT, "the end of the Flink job");
    }

    /** Takes a last checkpoint, cancels the job and stops. The checkpoint is kept. */
    @Override
    public void close() {
        checkpointThread.shutdownNow();
        try {
            JobStatus last = job == null ? JobStatus.CANCELED : status();
            if (last == JobStatus.RUNNING) {
                lastCheckpoint();
            }
            if (!last.isTerminalState()) {
                cancel();
            }
        } finally {
            Answers.get(cluster.closeAsync(), STOP_LIMIT, "the end of Flink");
        }
    }

    /** Shortens the next start; without it, that start resumes from the previous checkpoint. */
    private void lastCheckpoint() {
        try {
            checkpoint();
            deleteOld();
        } catch (ServiceException e) {
            LOG.warn("no last checkpoint: {}", e.getMessage());
        }
    }
}
