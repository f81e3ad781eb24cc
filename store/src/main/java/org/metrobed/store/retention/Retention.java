package org.metrobed.store.retention;

import java.sql.Connection;
import java.sql.ResultSet;
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

/**
 * Takes away what was ingested longer ago than a policy keeps it. Age counts from ingestion, not from phenomenon time, or a
 * replay of an old year would vanish while it is written. Looks only at days (UTC) that ended an hour before the cutoff:
 * then nearly all of a live day is old at once, and goes as a whole where that is possible. Between runs it remembers which
 * pieces hold nothing that can be old yet. One thread at a time; several processes may run it, one works.
 */
public final class Retention {

    private static final int BATCH = 10_000;
    private static final String SETTINGS = "set statement_timeout to '30s'; set lock_timeout to '500ms';"
            + " set plan_cache_mode to force_custom_plan";
    private static final String LOCK = "hashtextextended('metrobed.retention.' || current_schema, 0)";

    private final DatabaseConfig config;
    private final RetentionPolicy policy;
    private final int batch;
    private final Map<String, Instant> nextDue = new HashMap<>();

    /** For a migrated schema. */
    public Retention(DatabaseConfig config, RetentionPolicy policy) {
        this(config, policy, BATCH);
    }

    /** With statements that delete at most so many things with their revisions. */
    Retention(DatabaseConfig config, RetentionPolicy policy, int batch) {
        this.config = config;
        this.policy = policy;
        this.batch = batch;
    }

    /**
     * Takes away what is old now. What it has done stays done when it fails or is stopped.
     *
     * @param now counted back from here
     * @param goesOn asked between statements; it stops soon after the first {@code false}
     * @return one entry for each kind with a time to be kept; empty also while another process is at it
     */
    public List<Swept> run(Instant now, BooleanSupplier goesOn) throws SQLException {
        if (policy.isForEver()) {
            return List.of();
        }
        // the lock ends with the connection
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            if (!locks(statement)) {
                return List.of();
            }
            Pieces pieces = new Pieces(connection, Layout.read(connection));
            List<Integer> series = series(statement);
            List<Swept> swept = new ArrayList<>();
            for (Kept kept : Kept.values()) {
                Optional<Duration> keep = policy.find(kept);
                if (keep.isPresent()) {
                    DeleteBatches batches = new DeleteBatches(connection, kept, now.minus(keep.get()), batch, goesOn);
                    swept.add(new Sweep(batches, pieces, series, nextDue).run(now));
                }
            }
            return List.copyOf(swept);
        }
    }

    private static boolean locks(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<Integer> series(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select series_id from series order by series_id")) {
            List<Integer> series = new ArrayList<>();
            while (row.next()) {
                series.add(row.getInt(1));
            }
            return series;
        }
    }
}
