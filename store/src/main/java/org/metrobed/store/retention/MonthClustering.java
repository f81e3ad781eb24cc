package org.metrobed.store.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Layout;
import org.metrobed.store.query.Query;

/**
 * Rewrites monthly partitions of the native layout in the order of their index, so that the rows of a series lie
 * together. A month is rewritten a few days after its end, if nothing was written to it between two runs and its rows
 * are not in that order; a month whose rows are, or a small one, is vacuumed. Others read and write meanwhile; if a row
 * comes, or a lock is not granted, the month is left as it is until another run. Not
 * thread-safe; if several processes run it, only one works.
 */
public final class MonthClustering {

    private static final Duration GRACE = Duration.ofDays(3);
    /** A month that could not be replaced is copied again only after this time. */
    private static final Duration AGAIN = Duration.ofDays(1);

    private static final String SETTINGS = "set lock_timeout to '500ms'; set plan_cache_mode to force_custom_plan";

    /** From this correlation of series and place on, the rows of a series are taken to lie together. */
    private static final double TOGETHER = 0.9;

    /** A smaller partition is read quickly as it is, bytes. */
    private static final long SMALLEST = 1 << 20;

    /** An option of the partitions of months that grow. */
    private static final String UNVACUUMED = "autovacuum_vacuum_insert_threshold=-1";

    private enum Kind {
        OBSERVATION("observation", "phenomenon_time", "series_id, phenomenon_time, revision desc"),
        WINDOW("window_revision", "window_start", "series_id, size_ms, window_start, revision");

        private final String table;
        private final String time;
        private final String key;

        Kind(String table, String time, String key) {
            this.table = table;
            this.time = time;
            this.key = key;
        }
    }

    private record Look(long writes, long bytes, boolean unvacuumed) {}

    private enum Outcome {
        REWRITTEN,
        /** As it was, or vacuumed. */
        LEFT,
        NOT_NOW
    }

    private final DatabaseConfig config;
    private final Map<String, Long> writes = new HashMap<>();
    private final Map<String, Instant> putOff = new HashMap<>();

    /** For a migrated schema. */
    public MonthClustering(DatabaseConfig config) {
        this.config = config;
    }

    /**
     * Rewrites what is due. Months that were rewritten remain so if a later one fails.
     *
     * @param now months that ended a few days before this time are closed
     * @param goesOn called before each month; no further month is begun after the first {@code false}
     * @return the names of the rewritten partitions
     */
    public List<String> run(Instant now, BooleanSupplier goesOn) throws SQLException {
        List<String> rewritten = new ArrayList<>();
        // if it fails, the lock ends with the connection
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            if (Layout.read(connection) != Layout.NATIVE || !Retention.locks(connection)) {
                return List.of();
            }
            for (Kind kind : Kind.values()) {
                for (Piece month : new Pieces(connection, Layout.NATIVE).list(kind.table)) {
                    boolean closed = !month.end().plus(GRACE).isAfter(now);
                    if (closed
                            && goesOn.getAsBoolean()
                            && !now.isBefore(putOff.getOrDefault(month.name(), Instant.MIN))) {
                        switch (tend(connection, kind, month)) {
                            case REWRITTEN -> rewritten.add(month.name());
                            case NOT_NOW -> putOff.put(month.name(), now.plus(AGAIN));
                            case LEFT -> {}
                        }
                    }
                }
            }
            statement.execute("select pg_advisory_unlock_all()"); // the server ends the connection later than this run
        }
        return rewritten;
    }

    private Outcome tend(Connection connection, Kind kind, Piece month) throws SQLException {
        Look look = new Query()
                .add("select pg_stat_get_tuples_inserted(oid) + pg_stat_get_tuples_deleted(oid) as writes,")
                .add(
                        "pg_table_size(oid) as bytes, coalesce(reloptions, '{}') @> array[?::text] as unvacuumed",
                        UNVACUUMED)
                .add("from pg_class where oid = ?::regclass", month.name())
                .list(connection, row -> new Look(row.int8("writes"), row.int8("bytes"), row.bool("unvacuumed")))
                .get(0);
        Long before = writes.put(month.name(), look.writes);
        if (before == null || before != look.writes) {
            return Outcome.LEFT;
        }
        if (look.bytes >= SMALLEST && !liesTogether(connection, month)) {
            return rewrite(connection, kind, month) ? Outcome.REWRITTEN : Outcome.NOT_NOW;
        }
        return !look.unvacuumed || vacuum(connection, month) ? Outcome.LEFT : Outcome.NOT_NOW;
    }

    /** A month that need not be rewritten; from here on autovacuum knows it again, also if it cannot be vacuumed now. */
    private static boolean vacuum(Connection connection, Piece month) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table " + month.name() + " reset (autovacuum_vacuum_insert_threshold)");
            statement.execute("vacuum (analyze) " + month.name());
            return true;
        } catch (SQLException e) {
            if (Pieces.isNotNow(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean liesTogether(Connection connection, Piece month) throws SQLException {
        Query correlation = new Query()
                .add("select s.correlation from pg_stats s join pg_class c on c.relname = s.tablename")
                .add("and c.relnamespace = s.schemaname::regnamespace where c.oid = ?::regclass", month.name())
                .add("and s.attname = 'series_id' and s.correlation is not null");
        return correlation
                .find(connection, row -> row.float8("correlation"))
                .map(known -> known >= TOGETHER)
                .orElse(false);
    }

    private boolean rewrite(Connection connection, Kind kind, Piece month) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            if (!replace(statement, kind, month)) {
                connection.rollback();
                return false;
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (Pieces.isNotNow(e)) {
                return false;
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) " + month.name());
        }
        writes.remove(month.name());
        return true;
    }

    /** Whether no row came while they were copied: rows are only appended, so equal numbers are the same rows. */
    private static boolean replace(Statement statement, Kind kind, Piece month) throws SQLException {
        String old = month.name();
        String fresh = kind.table + "_clustered";
        String bounds = "from ('" + month.start() + "') to ('" + month.end() + "')";
        statement.execute("create table " + fresh + " (like " + old
                + " including defaults including constraints including comments including storage)");
        long copied = statement.executeLargeUpdate(
                "insert into " + fresh + " select * from " + old + " order by " + kind.key);
        statement.execute("create unique index on " + fresh + " (" + kind.key + ")");
        // so that attaching it need not look at its rows
        statement.execute("alter table " + fresh + " add constraint of_month check (" + kind.time + " >= '"
                + month.start() + "' and " + kind.time + " < '" + month.end() + "')");
        statement.execute("set local statement_timeout to '5s'"); // who writes waits while rows are counted
        statement.execute("lock table " + old + " in share mode");
        if (new Query()
                        .add("select count(*) as rows from " + old)
                        .list(statement.getConnection(), row -> row.int8("rows"))
                        .get(0)
                != copied) {
            return false;
        }
        statement.execute("drop table " + old);
        statement.execute("alter table " + kind.table + " attach partition " + fresh + " for values " + bounds);
        statement.execute("alter table " + fresh + " drop constraint of_month");
        statement.execute("alter table " + fresh + " rename to " + old.substring(old.lastIndexOf('.') + 1));
        return true;
    }
}
