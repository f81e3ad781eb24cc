package org.metrobed.stream.sink;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.metrobed.config.Backoff;
import org.metrobed.store.StoreErrors;
import org.metrobed.store.StoreSession;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subtask of a {@link StoreSink}: one connection, one batch at a time. If the database is lost, it retries with
 * growing pauses and blocks the stream meanwhile. Used by the task's thread only.
 */
final class StoreSinkWriter<T> implements SinkWriter<T> {

    private static final Logger LOG = LoggerFactory.getLogger(StoreSinkWriter.class);
    private static final long PROGRESS_MILLIS = 1_000;
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final String name;
    private final RowWriter<T> table;
    private final StoreSink.Target target;
    private final int subtask;
    private final int subtasks;
    private final ProcessingTimeService clock;
    private final Counter appended;
    private final Counter replayed;
    private final Counter conflicts;
    private final Counter diverged;

    private final List<T> batch = new ArrayList<>();
    private StoreSession session;
    /** 1970 before the first watermark: nothing is known to be complete. */
    private long watermark;

    private long committedWatermark;
    private long committedAt;
    private ScheduledFuture<?> linger;

    StoreSinkWriter(String name, RowWriter<T> table, StoreSink.Target target, WriterInitContext context) {
        this.name = name;
        this.table = table;
        this.target = target;
        this.subtask = context.getTaskInfo().getIndexOfThisSubtask();
        this.subtasks = context.getTaskInfo().getNumberOfParallelSubtasks();
        this.clock = context.getProcessingTimeService();
        this.appended = context.metricGroup().counter("rowsAppended");
        this.replayed = context.metricGroup().counter("rowsReplayed");
        this.conflicts = context.metricGroup().counter("rowsInConflict");
        this.diverged = context.metricGroup().counter("rowsDiverged");
        scheduleLinger();
    }

    @Override
    public void write(T row, Context context) throws IOException, InterruptedException {
        batch.add(row);
        if (batch.size() >= target.batchRows()) {
            commit();
        }
    }

    @Override
    public void writeWatermark(Watermark mark) {
        if (mark.getTimestamp() != Long.MAX_VALUE) {
            watermark = mark.getTimestamp();
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        if (!batch.isEmpty() || watermark > committedWatermark) {
            commit();
        }
    }

    @Override
    public void close() {
        linger.cancel(false);
        closeSession();
    }

    private void scheduleLinger() {
        linger = clock.registerTimer(clock.getCurrentProcessingTime() + target.lingerMillis(), this::onLinger);
    }

    private void onLinger(long time) throws IOException, InterruptedException {
        if (!batch.isEmpty() || (watermark > committedWatermark && time - committedAt >= PROGRESS_MILLIS)) {
            commit();
        }
        scheduleLinger();
    }

    private void commit() throws IOException, InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(target.patienceMillis());
        int failures = 0;
        while (!tryCommit(giveUpAt)) {
            failures++;
            LockSupport.parkNanos(PAUSES.pause(failures).toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException("cancelled while the database is away");
            }
        }
        batch.clear();
        committedWatermark = watermark;
        committedAt = clock.getCurrentProcessingTime();
    }

    private boolean tryCommit(long giveUpAt) throws IOException {
        try {
            if (session == null) {
                session = StoreSession.open(target.database(), target.mode(), target.pipelineVersion());
            }
            count(session.append(table, batch, new Progress(name, subtask, subtasks, watermark)));
            return true;
        } catch (SQLException e) {
            closeSession();
            if (!StoreErrors.isTransient(e) || System.nanoTime() - giveUpAt > 0) {
                throw new IOException("cannot write " + batch.size() + " rows of " + name, e);
            }
            LOG.warn("{} waits for the database: {}", name, e.getMessage());
            return false;
        }
    }

    private void count(WriteResult result) {
        appended.inc(result.appended());
        replayed.inc(result.replayed());
        conflicts.inc(result.conflicts());
        diverged.inc(result.diverged());
    }

    private void closeSession() {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (SQLException e) {
            LOG.debug("a lost connection does not close cleanly", e);
        }
        session = null;
    }
}
