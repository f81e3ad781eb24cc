package org.metrobed.api.annotation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.LogMinute;
import org.metrobed.api.catalog.CatalogFeed;
import org.metrobed.config.work.RepeatedWork;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.correction.Cell;
import org.metrobed.store.correction.CellOutcome;
import org.metrobed.store.correction.CellReader;
import org.metrobed.store.correction.CorrectionSession;
import org.metrobed.store.progress.ProgressReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes corrections from annotations, from late readings and from values that replace others, while the pipeline runs. Each second it looks for days of datastreams in which
 * something may have changed, appends the resulting rows and publishes them; if there are none, it waits for the next
 * full minute. Several instances may run at a time; none
 * repeats the work of another. A failure of one day keeps no other day waiting. Runs in its own thread; thread-safe.
 */
public final class Recomputer implements AutoCloseable {

    /** Stored with every row as the version of the pipeline. */
    public static final String VERSION = "recompute/2";

    private static final Logger LOG = LoggerFactory.getLogger(Recomputer.class);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration JOIN = Duration.ofSeconds(10);
    private static final int CELLS = 100;

    private final DatabaseConfig config;
    private final CellReader cells;
    private final ProgressReader progress;
    private final DataSource database;
    private final CatalogFeed catalog;
    private final RevisionTopics topics;
    private final CorrectionFailures failures = new CorrectionFailures();
    private final QuietMinute quiet = new QuietMinute();
    private final InstantSource clock;
    private final RepeatedWork work = new RepeatedWork(
            "recomputer",
            STEP,
            this::lookIfDue,
            failure -> LOG.error("corrections failed and is tried again", failure));
    private boolean cellsAdded;

    /**
     * Creates a recomputer that is not started.
     *
     * @param config the schema for rows
     * @param database connections to the same schema, for reading
     * @param catalog the catalogs with the settings of tests
     * @param topics receives published revisions; closed with this
     * @param clock the wall clock; it decides when to look only
     */
    public Recomputer(
            DatabaseConfig config,
            DataSource database,
            CatalogFeed catalog,
            RevisionTopics topics,
            InstantSource clock) {
        this.config = config;
        this.catalog = catalog;
        this.database = database;
        this.cells = new CellReader(database);
        this.progress = new ProgressReader(database);
        this.topics = topics;
        this.clock = clock;
    }

    /** What fails; it is tried again. */
    public CorrectionFailures failures() {
        return failures;
    }

    /** Starts the thread. */
    public void start() {
        work.startAfterPause();
    }

    @Override
    public void close() {
        work.close(JOIN);
        topics.close();
    }

    private void lookIfDue() throws InterruptedException {
        if (!quiet.contains(clock.millis())) {
            look();
        }
    }

    private void look() throws InterruptedException {
        try {
            OptionalLong asOf = progress.asOf();
            if (asOf.isEmpty()
                    || !catalog.isLoaded()
                    || Instant.ofEpochMilli(asOf.getAsLong()).isAfter(catalog.knownUpTo())) {
                return; // rows may be of a version that is not known yet
            }
            addMissingCells();
            int limit = CELLS + failures.count();
            long minute = LogMinute.after(asOf.getAsLong()) - LogMinute.MILLIS;
            List<Cell> due = cells.listDue(minute, limit);
            Iterator<Cell> left = failures.begin(due, due.size() < limit).iterator();
            while (left.hasNext() && !work.isClosed()) {
                compute(left);
            }
            failures.lookSucceeded();
            if (due.isEmpty()) {
                quiet.begin(minute);
            }
        } catch (SQLException | RuntimeException e) { // the next look does the remaining work
            failures.lookFailed(e);
            LOG.warn("corrections wait", e);
        }
    }

    private void addMissingCells() throws SQLException {
        if (!cellsAdded) {
            try (CorrectionSession session = CorrectionSession.open(config, database, catalog, VERSION)) {
                session.addMissingCells();
                cellsAdded = true;
            }
        }
    }

    /** Computes cells up to the first that fails: its session is not used again. */
    private void compute(Iterator<Cell> left) throws SQLException, InterruptedException {
        try (CorrectionSession session = CorrectionSession.open(config, database, catalog, VERSION)) {
            boolean well = true;
            while (well && left.hasNext() && !work.isClosed()) {
                well = compute(session, left.next());
            }
        }
    }

    private boolean compute(CorrectionSession session, Cell cell) throws InterruptedException {
        try {
            CellOutcome outcome = session.apply(cell);
            if (!outcome.isPublished()) {
                topics.publish(outcome.observations(), outcome.windows());
                session.published(cell);
            }
            if (outcome.appended() > 0) {
                LOG.info("{} rows correct {} from {} µs on", outcome.appended(), cell.datastream(), cell.startMicros());
            }
            failures.succeeded(cell);
            return true;
        } catch (SQLException | RuntimeException e) { // others go on, and a later look tries it again
            failures.failed(cell, e);
            LOG.error("the correction of {} from {} µs on failed", cell.datastream(), cell.startMicros(), e);
            return false;
        }
    }
}
