package org.metrobed.stream.support;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * How far a run of the pipeline has come in the log, as its subtasks in this process know: the watermark behind all
 * readers, and the divisions of the keys that were read. Sinks tell readers by it, which Flink cannot. Thread-safe.
 */
public final class LogProgress {

    private static final Map<Object, LogProgress> RUNNING = new HashMap<>();

    private final Object run;
    /** Guarded by {@link #RUNNING}. */
    private int subtasks;

    private final Map<Integer, Long> divided = new HashMap<>();
    private final NavigableMap<Long, CompletableFuture<Void>> awaited = new TreeMap<>();
    private volatile int divisions;
    private volatile long reachedMillis = Long.MIN_VALUE;

    private LogProgress(Object run) {
        this.run = Objects.requireNonNull(run, "run");
    }

    /** The progress of a run in this process; each subtask that enters must {@link #leave}. The last one ends it. */
    public static LogProgress enter(Object run) {
        synchronized (RUNNING) {
            LogProgress progress = RUNNING.computeIfAbsent(run, LogProgress::new);
            progress.subtasks++;
            return progress;
        }
    }

    /** A subtask has ended. */
    public void leave() {
        synchronized (RUNNING) {
            subtasks--;
            if (subtasks == 0) {
                RUNNING.remove(run, this);
            }
        }
    }

    /** A subtask behind all readers has a watermark, milliseconds since 1970 UTC. */
    public void reach(long logMillis) {
        if (logMillis <= reachedMillis) {
            return;
        }
        Map<Long, CompletableFuture<Void>> over;
        synchronized (this) {
            reachedMillis = Math.max(reachedMillis, logMillis);
            over = new TreeMap<>(awaited.headMap(reachedMillis, true));
            awaited.keySet().removeAll(over.keySet());
        }
        over.values().forEach(future -> future.complete(null));
    }

    /** Whether all readers have come to a log time, milliseconds since 1970 UTC, and what is before it was processed. */
    public boolean hasReached(long logMillis) {
        return reachedMillis >= logMillis;
    }

    /** Completes when {@link #hasReached}, on the thread of any subtask. */
    public synchronized CompletableFuture<Void> whenReached(long logMillis) {
        return hasReached(logMillis)
                ? CompletableFuture.completedFuture(null)
                : awaited.computeIfAbsent(logMillis, millis -> new CompletableFuture<>());
    }

    /** A division was read in a partition, at a log time in milliseconds since 1970 UTC. */
    public synchronized void divide(int partition, long logMillis) {
        divided.put(partition, logMillis);
        divisions++;
    }

    /** The number of divisions so far; it changes with each of them. */
    public int divisions() {
        return divisions;
    }

    /** The log time of the newest division of a partition; {@link Long#MIN_VALUE} + 1 if there is none. */
    public synchronized long dividedMillis(int partition) {
        return divided.getOrDefault(partition, Long.MIN_VALUE + 1);
    }
}
