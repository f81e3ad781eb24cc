package org.metrobed.api.usage;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.metrobed.api.http.AnsweredRead;
import org.metrobed.store.audit.ReadAuditTable;
import org.metrobed.store.audit.ReadRecord;
import org.metrobed.store.audit.ReadRecordBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records reads in its own thread: those of readers with a name each, all others together by minute. A request never waits for it:
 * what comes while too much waits is counted and not recorded, and so is what waits while the database is away. Thread-safe.
 */
public final class ReadAudit implements AnsweredRead.Observer, AutoCloseable {

    /** Most reads that wait for the thread, and most rows that wait for the database. */
    static final int MOST_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReadAudit.class);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration JOIN = Duration.ofSeconds(5);
    private static final long MINUTE = 60_000;
    /** Rows that are deleted at once, and minutes from one look for old ones to the next. */
    private static final int PIECE = 10_000;

    private static final long SWEEP_MINUTES = 60;

    private record Waiting(AnsweredRead read, long atMillis) {}

    private record Group(long minute, String role, String route, List<String> projects) {}

    private final ReadAuditTable table;
    private final ReadProjects projects;
    private final Duration kept;
    private final InstantSource clock;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder unrecorded = new LongAdder();
    private final Thread thread = new Thread(this::run, "read-audit");
    private final List<ReadRecord> named = new ArrayList<>();
    private final Map<Group, ReadRecord> others = new LinkedHashMap<>();
    private long sweptMinute;
    private volatile boolean open = true;

    /**
     * An audit that is not started.
     *
     * @param kept how long reads are kept
     */
    public ReadAudit(ReadAuditTable table, ReadProjects projects, Duration kept, InstantSource clock) {
        this.table = table;
        this.projects = projects;
        this.kept = kept;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Starts to record. */
    public void start() {
        thread.start();
    }

    @Override
    public void read(AnsweredRead read) {
        if (!waiting.offer(new Waiting(read, clock.millis()))) {
            unrecorded.increment();
        }
    }

    /** Number of reads that were not recorded since the start. */
    public long countUnrecorded() {
        return unrecorded.sum();
    }

    /** Records what waits, and ends. */
    @Override
    public void close() {
        open = false;
        try {
            thread.join(JOIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (open) {
                Waiting first = waiting.poll(STEP.toMillis(), TimeUnit.MILLISECONDS);
                take(first);
                write(false);
            }
            take(null);
            write(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Waiting first) {
        List<Waiting> all = new ArrayList<>();
        if (first != null) {
            all.add(first);
        }
        waiting.drainTo(all);
        all.forEach(this::record);
    }

    private void record(Waiting one) {
        ReadRecord row = row(one);
        if (!row.reader().isEmpty()) {
            if (named.size() < MOST_WAITING) {
                named.add(row);
            } else {
                unrecorded.increment();
            }
            return;
        }
        Group group = new Group(one.atMillis / MINUTE, row.role(), row.route(), row.projects());
        if (others.size() >= MOST_WAITING && !others.containsKey(group)) {
            unrecorded.increment();
            return;
        }
        others.merge(group, row, ReadRecord::plus);
    }

    private ReadRecord row(Waiting one) {
        AnsweredRead read = one.read;
        boolean anybody = read.reader().name().isEmpty();
        return ReadRecordBuilder.builder()
                .atMillis(anybody ? one.atMillis / MINUTE * MINUTE : one.atMillis)
                .reader(read.reader().name())
                .role(read.reader().role().word())
                .route(read.route())
                .query(anybody ? "" : read.query())
                .projects(projects.of(read))
                .requests(1)
                .rows(read.rows())
                .bytes(read.bytes())
                .refused(read.refused() ? 1 : 0)
                .build();
    }

    /** Writes the reads of names, and the groups of minutes that are over; all at the end. */
    private void write(boolean all) {
        long minute = clock.millis() / MINUTE;
        List<ReadRecord> rows = new ArrayList<>(named);
        List<Group> over = others.keySet().stream()
                .filter(group -> all || group.minute < minute)
                .toList();
        over.forEach(group -> rows.add(others.get(group)));
        try {
            if (!rows.isEmpty()) {
                table.append(rows);
                named.clear();
                over.forEach(others::remove);
            }
            if (minute > sweptMinute && table.delete(clock.millis() - kept.toMillis(), PIECE) < PIECE) {
                sweptMinute = minute + SWEEP_MINUTES;
            }
        } catch (SQLException e) { // they wait for the next step
            LOG.debug("reads cannot be recorded now: {}", e.getMessage());
        }
    }
}
