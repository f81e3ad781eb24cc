package org.metrobed.api.job;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the job of the pipeline: asks Flink every 10 seconds. It has a memory, because a job that restarts for ever runs
 * between two restarts. Runs in its own thread; thread-safe.
 */
public final class JobMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobMonitor.class);
    private static final long STEP_SECONDS = 10;

    private final FlinkRest flink;
    private final JobHistory history;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread daemon = new Thread(work, "job-monitor");
        daemon.setDaemon(true);
        return daemon;
    });

    /**
     * A monitor that is not started.
     *
     * @param flink address of Flink's REST API
     * @param oldestCheckpoint an older checkpoint is reported
     * @param clock the wall clock that measures ages
     */
    public JobMonitor(URI flink, Duration oldestCheckpoint, InstantSource clock) {
        this.flink = new FlinkRest(flink);
        this.history = new JobHistory(oldestCheckpoint, clock.instant());
        this.clock = clock;
    }

    /** Asks from now on. */
    @SuppressWarnings("FutureReturnValueIgnored") // a look reports its own failure
    public void start() {
        thread.scheduleWithFixedDelay(this::look, 0, STEP_SECONDS, TimeUnit.SECONDS);
    }

    /** The newest state that Flink told; empty before the first. */
    public Optional<JobState> newest() {
        synchronized (history) {
            return history.newest();
        }
    }

    /** Why the job stores nothing, in words; empty if it does. */
    public Optional<String> findFault() {
        synchronized (history) {
            return history.findFault(clock.instant());
        }
    }

    /** That a restart would repeat much work, in words; empty if it would not. */
    public Optional<String> findOldCheckpoint() {
        synchronized (history) {
            return history.findOldCheckpoint(clock.instant());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Asks once. */
    void look() {
        try {
            Optional<JobState> job = flink.findJob();
            synchronized (history) {
                history.add(job, clock.instant());
            }
        } catch (IOException e) { // becomes a fault if it lasts
            LOG.debug("Flink does not tell of its job", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
