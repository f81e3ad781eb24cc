package org.metrobed.store.notification;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.query.Query;

/**
 * The right to notify: an advisory lock of its own session. If the connection is lost, the right is lost and nothing
 * more can be written, because all writes use the same connection. A connection pooler between must preserve sessions.
 * Thread-safe: one transaction at a time.
 */
public final class Lease implements AutoCloseable {

    private static final String TAKE = "select pg_try_advisory_lock(hashtextextended(? || current_schema, 0)) as taken";
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Connection connection;

    private Lease(Connection connection) {
        this.connection = connection;
    }

    /** Work within one transaction. */
    @FunctionalInterface
    public interface Work<R> {
        /** Runs; the transaction is committed if it returns, and rolled back if it throws. */
        R run(Connection connection) throws SQLException;
    }

    /**
     * Tries to acquire the right to notify for this schema.
     *
     * @return empty while another instance has it
     */
    public static Optional<Lease> tryTake(DatabaseConfig config) throws SQLException {
        return tryTake(config, "notifier");
    }

    /**
     * Tries to acquire the right to some other work for this schema.
     *
     * @param work its name
     * @return empty while another instance has it
     */
    public static Optional<Lease> tryTake(DatabaseConfig config, String work) throws SQLException {
        Connection connection = Databases.connect(config);
        boolean taken = false;
        try {
            connection.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
            taken = new Query()
                    .add(TAKE, "metrobed." + work + ".")
                    .list(connection, row -> row.bool("taken"))
                    .get(0);
        } finally {
            if (!taken) {
                connection.close();
            }
        }
        if (!taken) {
            return Optional.empty();
        }
        connection.setAutoCommit(false);
        return Optional.of(new Lease(connection));
    }

    /**
     * Runs work in a transaction.
     *
     * @throws SQLException if it fails; then close the lease and acquire it again
     */
    public synchronized <R> R inTransaction(Work<R> work) throws SQLException {
        boolean done = false;
        try {
            R result = work.run(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done && !connection.isClosed()) {
                connection.rollback();
            }
        }
    }

    /**
     * Checks that the right is still held. Required before anything is sent.
     *
     * @throws SQLException if it is lost
     */
    public void check() throws SQLException {
        inTransaction(open -> {
            try (Statement statement = open.createStatement()) {
                return statement.execute("select 1");
            }
        });
    }

    /** Releases the lease. */
    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
