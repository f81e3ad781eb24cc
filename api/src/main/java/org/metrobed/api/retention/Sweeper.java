package org.metrobed.api.retention;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.metrobed.config.work.RepeatedWork;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.retention.MonthClustering;
import org.metrobed.store.retention.Retention;
import org.metrobed.store.retention.RetentionPolicy;
import org.metrobed.store.retention.Swept;
import org.metrobed.store.settings.SettingsSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes old rows and rewrites closed months in the order in which they are read, once at its start and then once an hour. If
 * several instances run at a time, only one works. Runs in its own thread; thread-safe.
 */
public final class Sweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration STEP = Duration.ofHours(1);
    private static final Duration JOIN = Duration.ofSeconds(10);

    private final RetentionPolicy policy;
    private final Retention retention;
    private final MonthClustering clustering;
    private final InstantSource clock;
    private final RepeatedWork work = new RepeatedWork(
            "retention", STEP, this::sweep, failure -> LOG.error("retention failed and is tried again", failure));

    /**
     * Creates a sweeper that is not started.
     *
     * @param config the schema of the rows
     * @param policy how long they are kept
     * @param settings those of the catalog
     * @param clock age is counted back from its time
     */
    public Sweeper(DatabaseConfig config, RetentionPolicy policy, SettingsSource settings, InstantSource clock) {
        this.policy = policy;
        this.retention = new Retention(config, policy, settings);
        this.clustering = new MonthClustering(config);
        this.clock = clock;
    }

    /** Starts the thread. */
    public void start() {
        if (policy.isForEver()) {
            LOG.debug("retention is off");
        } else {
            LOG.info("retention is on: {}", policy.keep());
        }
        work.start();
    }

    @Override
    public void close() {
        work.close(JOIN);
    }

    private void sweep() {
        try {
            for (Swept swept : retention.run(clock.instant(), () -> !work.isClosed())) {
                if (swept.isSomething()) {
                    LOG.info(
                            "retention took {} ingested before {}: {} rows, {} whole chunks or partitions, {} conflicts",
                            swept.kept().words(),
                            swept.cutoff(),
                            swept.rows(),
                            swept.pieces(),
                            swept.conflicts());
                }
            }
            for (String month : clustering.run(clock.instant(), () -> !work.isClosed())) {
                LOG.info("the rows of each series of {} lie together now", month);
            }
        } catch (SQLException e) { // the next run does the remaining work
            LOG.warn("retention waits: {}", e.getMessage());
        }
    }
}
