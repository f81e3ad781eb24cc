package org.metrobed.stream.sink;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.metrobed.store.StoreSession;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteResult;

/**
 * The rows of one subtask of a sink that are not stored yet, and the watermark behind them. The task adds; the
 * {@link StoreWriter} takes and reports. Thread-safe.
 */
final class WaitingRows<T> {

    private final String sink;
    private final int subtask;
    private final int subtasks;
    private final RowWriter<T> table;
    private final int limit;
    private final Runnable wake;
    private final RowCounters counters;

    /** What to do when so many rows are stored. */
    private record Notice(long count, Runnable task) {}

    private final Deque<Notice> notices = new ArrayDeque<>();
    private List<T> rows = new ArrayList<>();
    /** 1970 before the first watermark: nothing is known to be complete. */
    private long watermark;

    private long storedWatermark;
    private long added;
    private long stored;
    private IOException failure;

    /**
     * @param limit number of waiting rows at which the task must wait
     * @param wake makes the writer take rows at once
     */
    WaitingRows(
            String sink,
            int subtask,
            int subtasks,
            RowWriter<T> table,
            int limit,
            Runnable wake,
            RowCounters counters) {
        this.sink = Objects.requireNonNull(sink, "sink");
        this.subtask = subtask;
        this.subtasks = subtasks;
        this.table = Objects.requireNonNull(table, "table");
        this.limit = limit;
        this.wake = Objects.requireNonNull(wake, "wake");
        this.counters = Objects.requireNonNull(counters, "counters");
    }

    /** What the writer has taken: a part of its next transaction. Immutable. */
    record Taken<T>(WaitingRows<T> from, StoreSession.Part<T> part) {

        /** Reports that it is stored. */
        void stored(WriteResult result) {
            from.stored(part, result);
        }
    }

    /** Adds a row; waits while too many rows wait. */
    synchronized void add(T row) throws IOException, InterruptedException {
        while (rows.size() >= limit) {
            check();
            wake.run();
            wait();
        }
        check();
        rows.add(row);
        added++;
        if (rows.size() == limit) {
            wake.run();
        }
    }

    /** Runs a short task when every row added so far is stored; on the thread of the writer. */
    synchronized void whenStored(Runnable task) {
        if (stored >= added) {
            task.run();
        } else {
            notices.add(new Notice(added, task));
        }
    }

    /** The watermark has reached a log time, milliseconds since 1970 UTC: all rows up to it have been added. */
    synchronized void reach(long logMillis) throws IOException {
        check();
        watermark = Math.max(watermark, logMillis);
    }

    /** Waits until every row added so far is stored. */
    synchronized void awaitStored() throws IOException, InterruptedException {
        long wanted = added;
        while (stored < wanted) {
            check();
            wake.run();
            wait();
        }
        check();
    }

    /** Whether there are rows to take. */
    synchronized boolean hasRows() {
        return !rows.isEmpty();
    }

    /** Takes all rows and the watermark behind them; null if neither rows nor progress are new. */
    synchronized Taken<T> take() {
        if (rows.isEmpty() && watermark <= storedWatermark) {
            return null;
        }
        Taken<T> taken = new Taken<>(
                this, new StoreSession.Part<>(table, rows, new Progress(sink, subtask, subtasks, watermark)));
        rows = new ArrayList<>();
        notifyAll();
        return taken;
    }

    /** Rows can no longer be stored: the task fails at its next call. */
    synchronized void fail(IOException reason) {
        failure = reason;
        notifyAll();
    }

    private synchronized void stored(StoreSession.Part<T> part, WriteResult result) {
        counters.count(result);
        stored += part.rows().size();
        storedWatermark = part.progress().logMillis();
        while (!notices.isEmpty() && notices.peek().count <= stored) {
            notices.poll().task.run();
        }
        notifyAll();
    }

    private void check() throws IOException {
        if (failure != null) {
            throw new IOException("rows of " + sink + " cannot be stored", failure);
        }
    }
}
