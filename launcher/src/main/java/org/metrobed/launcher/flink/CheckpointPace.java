package org.metrobed.launcher.flink;

import java.time.Duration;

/**
 * Decides when the next checkpoint begins. A checkpoint writes the whole state, so a large state is written less often:
 * checkpoints take at most one fiftieth of the time, but are at most ten minutes apart. While no record comes, the state stays the same but for the closing
 * of windows, which a restart repeats; then checkpoints are an hour apart. Not thread-safe.
 */
public final class CheckpointPace {

    private static final int SHARE = 50;
    /** A checkpoint can take long because the database is away; the next must not wait as many times longer. */
    private static final Duration LONGEST_BUSY = Duration.ofMinutes(10);

    private final long shortestNanos;
    private final long longestNanos;
    private final long longestBusyNanos = LONGEST_BUSY.toNanos();
    private long endNanos;
    private long tookNanos;
    private long savedRecords;

    /**
     * A pace that begins now.
     *
     * @param shortest time between two checkpoints while records come
     * @param longest time between two checkpoints while none comes
     * @param nowNanos as of {@link System#nanoTime}
     */
    public CheckpointPace(Duration shortest, Duration longest, long nowNanos) {
        this.shortestNanos = shortest.toNanos();
        this.longestNanos = longest.toNanos();
        this.endNanos = nowNanos;
    }

    /**
     * Whether a checkpoint must begin.
     *
     * @param records number of records that the job has read so far, without heartbeats
     */
    boolean isDue(long nowNanos, long records) {
        long since = nowNanos - endNanos;
        return since >= Math.max(shortestNanos, Math.min(SHARE * tookNanos, longestBusyNanos))
                && (records != savedRecords || since >= longestNanos);
    }

    /**
     * A checkpoint is complete.
     *
     * @param records number of records before it began
     */
    void completed(long nowNanos, long took, long records) {
        failed(nowNanos);
        tookNanos = took;
        savedRecords = records;
    }

    /** A checkpoint has failed; the next may begin after the shortest time. */
    void failed(long nowNanos) {
        endNanos = nowNanos;
    }
}
