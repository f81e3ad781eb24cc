package org.metrobed.api.job;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * State of the job at one moment. Immutable.
 *
 * @param id the job's id, which a new start of the job manager may change
 * @param status in Flink's words, such as RUNNING or RESTARTING
 * @param tasks number of all tasks
 * @param runningTasks number of tasks that run
 * @param startedAt when the job was submitted
 * @param restarts restarts since then
 * @param checkpointAt when the newest checkpoint was completed, or restored; empty without one
 * @param checkpointSeconds how long it took; 0 without one
 * @param checkpointBytes its size; 0 without one
 * @param failedCheckpoints failed ones since the job was submitted
 * @param failure the newest failure of a task in words; empty if none has failed
 */
@RecordBuilder
public record JobState(
        String id,
        String status,
        int tasks,
        int runningTasks,
        Instant startedAt,
        long restarts,
        Optional<Instant> checkpointAt,
        double checkpointSeconds,
        long checkpointBytes,
        long failedCheckpoints,
        String failure)
        implements JobStateBuilder.With {

    public JobState {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(checkpointAt, "checkpointAt");
        Objects.requireNonNull(failure, "failure");
    }

    /** Whether every task runs. */
    public boolean runs() {
        return status.equals("RUNNING") && tasks > 0 && runningTasks == tasks;
    }

    /** When the newest checkpoint was completed; without one, when the job was submitted. */
    public Instant savedAt() {
        return checkpointAt.orElse(startedAt);
    }
}
