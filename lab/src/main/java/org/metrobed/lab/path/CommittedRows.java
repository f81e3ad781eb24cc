package org.metrobed.lab.path;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.metrobed.store.DatabaseConfig;

/** Reads the committed rows of the database. One connection, one thread. */
final class CommittedRows implements AutoCloseable {

    /** Long beside the cost of a look, which the database pays; short beside a phase. */
    private static final long PAUSE_NANOS = 200_000_000;

    private static final int LOOK_AT_EVERY = 100;

    private final Connection connection;
    private final Statement statement;

    private CommittedRows(Connection connection, String schema) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
        statement.execute("set search_path to " + schema + "; set jit to off");
    }

    static CommittedRows open(DatabaseConfig config) throws SQLException {
        return new CommittedRows(
                DriverManager.getConnection(
                        config.url(), config.user(), config.password().reveal()),
                config.schema());
    }

    /** The number of observations without their revisions, counted exactly. */
    long observations() throws SQLException {
        return number("select count(*) from observation where revision = 0");
    }

    /** The number of revisions of observations: verdicts that were known later. */
    long revisions() throws SQLException {
        return number("select count(*) from observation where revision > 0");
    }

    /** The number of alerts. */
    long alerts() throws SQLException {
        return number("select count(distinct alert_id) from alert_event");
    }

    /** The number of transactions that the database has ended. */
    long transactions() throws SQLException {
        return number("select xact_commit + xact_rollback from pg_stat_database where datname = current_database()");
    }

    /** The number of closed windows. */
    long windows() throws SQLException {
        return number("select count(*) from window_revision");
    }

    /** The number of unexpected rows: dead letters and conflicts. */
    long strays() throws SQLException {
        return number("select (select count(*) from dead_letter) + (select count(*) from observation_conflict)");
    }

    /** Bytes of a partitioned table with its indexes. */
    long tableBytes(String table) throws SQLException {
        return number("select coalesce(sum(pg_total_relation_size(relid)), 0)::bigint from pg_partition_tree('" + table
                + "')");
    }

    /** Bytes of the database, without the write-ahead log. */
    long databaseBytes() throws SQLException {
        return number("select pg_database_size(current_database())");
    }

    /**
     * Waits until every datastream has an observation at or after this time; rows of a datastream are committed in order. Checks
     * a few datastreams first, so that waiting needs little processor time.
     *
     * @return whether all observations exist within the limit
     */
    boolean awaitRound(long micros, int datastreams, long limitSeconds) throws SQLException {
        long deadline = System.nanoTime() + limitSeconds * 1_000_000_000L;
        for (int every : new int[] {LOOK_AT_EVERY, 1}) {
            while (number("select count(*) from series") < datastreams || missing(micros, every) > 0) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return true;
    }

    private long missing(long micros, int every) throws SQLException {
        return number("select count(*) from series s where s.series_id % " + every + " = 0 and not exists"
                + " (select from observation o where o.series_id = s.series_id"
                + " and o.phenomenon_time >= timestamptz 'epoch' + " + micros + " * interval '1 microsecond')");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private long number(String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
