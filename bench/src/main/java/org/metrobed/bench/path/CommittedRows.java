package org.metrobed.bench.path;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.metrobed.store.DatabaseConfig;

/** What a reader of the database sees. One connection, one thread. */
final class CommittedRows implements AutoCloseable {

    private static final long PAUSE_NANOS = 20_000_000;

    private final Connection connection;
    private final Statement statement;
    private final String schema;

    private CommittedRows(Connection connection, String schema) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
        this.schema = schema;
        statement.execute("set search_path to " + schema + "; set jit to off");
    }

    static CommittedRows open(DatabaseConfig config) throws SQLException {
        return new CommittedRows(
                DriverManager.getConnection(
                        config.url(), config.user(), config.password().reveal()),
                config.schema());
    }

    /** Observations, counted one by one. */
    long observations() throws SQLException {
        return number("select count(*) from observation");
    }

    /** Closed windows. */
    long windows() throws SQLException {
        return number("select count(*) from window_revision");
    }

    /** Rows that should not be: dead letters and conflicts. */
    long strays() throws SQLException {
        return number("select (select count(*) from dead_letter) + (select count(*) from observation_conflict)");
    }

    /** Observations as the server's statistics know them, about a second old; costs next to nothing. */
    long roughly() throws SQLException {
        return number("select coalesce(sum(n_tup_ins), 0) from pg_stat_user_tables where schemaname = '" + schema
                + "' and relname ~ '^observation(_[0-9]|$)'");
    }

    /**
     * Waits until every datastream has the observation of this time: rows of a datastream are committed in order.
     *
     * @return whether it has come to that within the limit
     */
    boolean awaitRound(long micros, int datastreams, long limitSeconds) throws SQLException {
        long deadline = System.nanoTime() + limitSeconds * 1_000_000_000L;
        try (PreparedStatement query = connection.prepareStatement("select count(*) from series s where exists"
                + " (select from observation o where o.series_id = s.series_id"
                + " and o.phenomenon_time = timestamptz 'epoch' + ? * interval '1 microsecond')")) {
            query.setLong(1, micros);
            while (single(query) < datastreams) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return true;
        }
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

    private static long single(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
