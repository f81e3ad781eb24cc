package org.metrobed.store.retention;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Layout;
import org.metrobed.store.query.Query;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.WindowReader;

/**
 * Deletes rows that were ingested longer ago than a policy keeps them. Age counts from ingest time, not from phenomenon
 * time; otherwise a replay of an old year would be deleted while it is written. Looks only at days (UTC) that ended an
 * hour before the cutoff: nearly all rows of such a day become old at once and are deleted as a whole if possible.
 * Between runs it remembers which pieces cannot hold old rows yet. Not thread-safe; if several processes run it, only
 * one works.
 */
public final class Retention {

    private static final int BATCH = 10_000;
    private static final String SETTINGS = "set statement_timeout to '30s'; set lock_timeout to '500ms';"
            + " set plan_cache_mode to force_custom_plan";
    private static final String LOCK = "hashtextextended('metrobed.retention.' || current_schema, 0)";

    private final DatabaseConfig config;
    private final RetentionPolicy policy;
    private final SettingsSource settings;
    private final int batch;
    private final Map<String, Instant> nextDue = new HashMap<>();

    /** For a migrated schema; the settings say which windows are composed of observations. */
    public Retention(DatabaseConfig config, RetentionPolicy policy, SettingsSource settings) {
        this(config, policy, settings, BATCH);
    }

    /** A retention whose statements each delete at most this number of items, with their revisions. */
    Retention(DatabaseConfig config, RetentionPolicy policy, SettingsSource settings, int batch) {
        this.config = config;
        this.policy = policy;
        this.settings = settings;
        this.batch = batch;
    }

    /**
     * Deletes what is old now. Committed deletions remain if it fails or is stopped.
     *
     * @param now age is counted back from this time
     * @param goesOn called between statements; the run stops soon after the first {@code false}
     * @return one entry for each kind with a retention time; also empty if another process is running it, or the catalog is not
     *     known yet
     */
    public List<Swept> run(Instant now, BooleanSupplier goesOn) throws SQLException {
        if (policy.isForEver() || !settings.isLoaded()) {
            return List.of();
        }
        // the lock ends with the connection
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement();
                HikariDataSource pool = Databases.pool(config, 1)) {
            statement.execute(SETTINGS);
            if (!locks(connection)) {
                return List.of();
            }
            StoreFineWindows fine =
                    new StoreFineWindows(connection, new WindowReader(pool, settings), policy.longerThanObservations());
            Pieces pieces = new Pieces(connection, Layout.read(connection));
            List<Integer> series = series(connection);
            List<Swept> swept = new ArrayList<>();
            for (Kept kept : Kept.values()) {
                Optional<Duration> keep = policy.find(kept);
                if (keep.isPresent()) {
                    DeleteBatches batches = new DeleteBatches(connection, kept, now.minus(keep.get()), batch, goesOn);
                    swept.add(new Sweep(batches, pieces, fine, series, nextDue).run(now));
                }
            }
            return List.copyOf(swept);
        }
    }

    /** Whether this process may change whole partitions; only one does. */
    static boolean locks(Connection connection) throws SQLException {
        return new Query()
                .add("select pg_try_advisory_lock(" + LOCK + ") as locked")
                .list(connection, row -> row.bool("locked"))
                .get(0);
    }

    private static List<Integer> series(Connection connection) throws SQLException {
        return new Query()
                .add("select series_id from series order by series_id")
                .list(connection, row -> row.int4("series_id"));
    }
}
