package org.metrobed.stream.sink;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.metrobed.config.Backoff;
import org.metrobed.store.StoreErrors;
import org.metrobed.store.StoreSession;
import org.metrobed.store.WaitNotices;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the rows of all sinks of a job in this process: one thread, one connection, one transaction at a time with the
 * rows of every table and the progress of every sink. While the database is lost or takes no rows, it tries again with
 * growing pauses, for as long as that lasts; tasks wait meanwhile as soon as too many of their rows do. Only an error that
 * is not {@linkplain StoreErrors#isTransient transient} fails the tasks. Thread-safe.
 */
final class StoreWriter {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    /** The watermark passes rows a moment after them; for so long it is stored as often as rows. */
    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** Without rows the watermark is stored this often. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * Rows of a backlog wait so many times longer, unless a task has to wait: a transaction then has several rows of each
     * series, which cost the database less than one of each.
     */
    private static final int LONGER_IN_BACKLOG = 3;

    private static final long END_MILLIS = 5_000;
    private static final Map<StoreSink.Target, StoreWriter> RUNNING = new HashMap<>();

    private final StoreSink.Target target;
    private final List<WaitingRows<?>> sinks = new CopyOnWriteArrayList<>();
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread;
    /** Guarded by {@link #RUNNING}. */
    private int tasks;

    private volatile boolean ended;
    private volatile StoreSession session;
    private IOException failure;
    private int newestRows;
    private long rowsNanos;
    private long progressNanos;

    private StoreWriter(StoreSink.Target target) {
        this.target = Objects.requireNonNull(target, "target");
        this.thread = new Thread(this::run, "store-writer");
        thread.setDaemon(true);
    }

    /** The writer of this process for a target; the caller must {@link #add} and {@link #leave}. */
    static StoreWriter enter(StoreSink.Target target) {
        synchronized (RUNNING) {
            StoreWriter writer = RUNNING.get(target);
            if (writer == null) {
                writer = new StoreWriter(target);
                RUNNING.put(target, writer);
                writer.thread.start();
            }
            writer.tasks++;
            return writer;
        }
    }

    /** Adds a subtask of a sink. */
    <T> WaitingRows<T> add(String sink, int subtask, int subtasks, RowWriter<T> table, RowCounters counters) {
        WaitingRows<T> rows =
                new WaitingRows<>(sink, subtask, subtasks, table, waiting(subtasks), this::wake, counters);
        synchronized (this) {
            sinks.add(rows);
            if (failure != null) {
                rows.fail(failure);
            }
        }
        return rows;
    }

    /** Many subtasks share the memory of few. */
    private int waiting(int subtasks) {
        return Math.max(1, target.batchRows() / Math.max(1, subtasks / 4));
    }

    /** Removes a subtask; its rows that were not taken are dropped. The last one ends the writer. */
    void leave(WaitingRows<?> rows) {
        sinks.remove(rows);
        synchronized (RUNNING) {
            tasks--;
            if (tasks > 0) {
                return;
            }
            RUNNING.remove(target, this);
        }
        end();
    }

    private void end() {
        ended = true;
        thread.interrupt();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StoreSession open = session;
        if (thread.isAlive() && open != null) {
            open.abort();
        }
    }

    private void wake() {
        if (wanted.availablePermits() == 0) {
            wanted.release();
        }
    }

    private void run() {
        try {
            while (!ended) {
                wanted.tryAcquire(lingerMillis(target, newestRows), TimeUnit.MILLISECONDS);
                wanted.drainPermits();
                if (isDue(System.nanoTime())) {
                    commit(takeAll());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the last task has left
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) { // tasks must not wait for a thread that has ended
            fail(new IOException(e));
            throw e;
        } finally {
            closeSession();
        }
    }

    /**
     * How long rows wait for the next transaction.
     *
     * @param newestRows the number of rows of the newest one
     */
    static long lingerMillis(StoreSink.Target target, int newestRows) {
        boolean inBacklog = newestRows >= target.batchRows() / 2;
        return inBacklog ? LONGER_IN_BACKLOG * target.lingerMillis() : target.lingerMillis();
    }

    private boolean isDue(long now) {
        if (sinks.stream().anyMatch(WaitingRows::hasRows)) {
            rowsNanos = now;
            return true;
        }
        return now - rowsNanos < BUSY_NANOS || now - progressNanos >= IDLE_NANOS;
    }

    private List<WaitingRows.Taken<?>> takeAll() {
        List<WaitingRows.Taken<?>> all = new ArrayList<>();
        for (WaitingRows<?> rows : sinks) {
            WaitingRows.Taken<?> taken = rows.take();
            if (taken != null) {
                all.add(taken);
            }
        }
        all.sort(Comparator.comparing(taken -> taken.part().progress().sink())); // all processes lock in one order
        return all;
    }

    private void commit(List<WaitingRows.Taken<?>> all) throws IOException, InterruptedException {
        List<StoreSession.Part<?>> parts =
                all.stream().<StoreSession.Part<?>>map(WaitingRows.Taken::part).toList();
        newestRows = rows(parts);
        if (!parts.isEmpty()) {
            List<WriteResult> results = append(parts);
            for (int i = 0; i < all.size(); i++) {
                all.get(i).stored(results.get(i));
            }
        }
        progressNanos = System.nanoTime();
    }

    private List<WriteResult> append(List<StoreSession.Part<?>> parts) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        WaitNotices notices = new WaitNotices();
        for (int failures = 1; ; failures++) {
            try {
                if (session == null) {
                    session = StoreSession.open(target.database(), target.mode(), target.pipelineVersion());
                }
                List<WriteResult> results = session.append(parts);
                if (failures > 1) {
                    LOG.info("the database takes rows again, after {} s", (System.nanoTime() - begin) / 1_000_000_000);
                }
                return results;
            } catch (SQLException e) {
                closeSession();
                if (!StoreErrors.isTransient(e)) {
                    throw new IOException("the database does not take " + describe(parts), e);
                }
                if (notices.isDue(System.nanoTime())) {
                    LOG.warn("{} wait until the database takes them: {}", describe(parts), e.getMessage());
                } else {
                    LOG.debug("{} still wait: {}", describe(parts), e.getMessage());
                }
            }
            LockSupport.parkNanos(PAUSES.pause(failures).toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException("the last task left while the database was away");
            }
        }
    }

    private static int rows(List<StoreSession.Part<?>> parts) {
        return parts.stream().mapToInt(part -> part.rows().size()).sum();
    }

    private static String describe(List<StoreSession.Part<?>> parts) {
        return rows(parts) + " rows of "
                + parts.stream().map(part -> part.progress().sink()).distinct().toList();
    }

    /** A restarted job gets another writer. */
    private void fail(IOException reason) {
        synchronized (RUNNING) {
            RUNNING.remove(target, this);
        }
        synchronized (this) {
            failure = reason;
            sinks.forEach(rows -> rows.fail(failure));
        }
    }

    private void closeSession() {
        StoreSession open = session;
        session = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (SQLException e) {
            LOG.debug("a lost connection does not close cleanly", e);
        }
    }
}
