package org.metrobed.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges a job by its states of the last minutes: one restart is usual, a job that restarts again and again stores
 * nothing. Holds at most the restarts of {@link #RECENT}. Not thread-safe.
 */
final class JobHistory {

    /** For so long, a job may be without all of its tasks, and Flink may be silent. */
    static final Duration PAUSE = Duration.ofSeconds(30);
    /** Restarts are counted over this time. */
    static final Duration RECENT = Duration.ofMinutes(10);
    /** So many recent restarts are a fault. */
    static final int MOST_RESTARTS = 3;

    private record Restart(Instant at, long count) {}

    private final Duration oldestCheckpoint;
    private final Deque<Restart> restarts = new ArrayDeque<>();
    private Optional<JobState> newest = Optional.empty();
    private Instant answeredAt;
    private Instant ranAt;

    /**
     * An empty history.
     *
     * @param oldestCheckpoint an older checkpoint is reported
     * @param begin now
     */
    JobHistory(Duration oldestCheckpoint, Instant begin) {
        this.oldestCheckpoint = Objects.requireNonNull(oldestCheckpoint, "oldestCheckpoint");
        this.answeredAt = begin;
        this.ranAt = begin;
    }

    /** The newest state; empty before the first. */
    Optional<JobState> newest() {
        return newest;
    }

    /** Adds an answer of Flink: the state of its job, or nothing if it has none. */
    void add(Optional<JobState> answer, Instant now) {
        answer.ifPresent(state -> {
            long before = newest.isEmpty() ? state.restarts() : newest.get().restarts();
            if (state.restarts() > before) { // fewer: Flink has begun to count anew
                restarts.add(new Restart(now, state.restarts() - before));
            }
            ranAt = state.runs() ? now : ranAt;
        });
        newest = answer;
        answeredAt = now;
    }

    /** Why the job stores nothing, in words; empty if it does. */
    Optional<String> findFault(Instant now) {
        forget(now);
        if (over(PAUSE, answeredAt, now)) {
            return Optional.of("Flink has not answered for " + seconds(answeredAt, now));
        }
        if (newest.isEmpty()) {
            return over(PAUSE, ranAt, now) ? Optional.of("Flink has no job") : Optional.empty();
        }
        JobState job = newest.get();
        long recent = restarts.stream().mapToLong(Restart::count).sum();
        if (recent >= MOST_RESTARTS) {
            return Optional.of("the job has restarted " + recent + " times within " + RECENT.toMinutes() + " minutes"
                    + because(job));
        }
        if (over(PAUSE, ranAt, now)) {
            return Optional.of("the job has not run for " + seconds(ranAt, now) + ": " + job.status() + ", "
                    + job.runningTasks() + " of " + job.tasks() + " tasks run" + because(job));
        }
        return Optional.empty();
    }

    /** That a restart would repeat much work, in words; empty if it would not. The job stores readings all the same. */
    Optional<String> findOldCheckpoint(Instant now) {
        return newest.filter(job -> over(oldestCheckpoint, job.savedAt(), now))
                .map(job -> "the newest checkpoint is " + seconds(job.savedAt(), now) + " old, more than "
                        + oldestCheckpoint + "; a restart repeats the work since then");
    }

    private void forget(Instant now) {
        while (!restarts.isEmpty() && over(RECENT, restarts.peek().at(), now)) {
            restarts.remove();
        }
    }

    private static String because(JobState job) {
        return job.failure().isEmpty() ? "" : "; the newest failure: " + job.failure();
    }

    private static boolean over(Duration limit, Instant since, Instant now) {
        return now.isAfter(since.plus(limit));
    }

    private static String seconds(Instant since, Instant now) {
        return Duration.between(since, now).toSeconds() + " s";
    }
}
