package org.metrobed.store.notification;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;

/**
 * The right to notify: an advisory lock of a session of its own. Whoever loses that connection has lost the right, and cannot
 * write any more, for all writing goes through the same connection. A pooler between must keep sessions. Thread-safe: one
 * transaction at a time.
 */
public final class Lease implements AutoCloseable {

    private static final String TAKE =
            "select pg_try_advisory_lock(hashtextextended('metrobed.notifier.' || current_schema, 0))";
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Connection connection;

    private Lease(Connection connection) {
        this.connection = connection;
    }

    /** Work in one transaction. */
    @FunctionalInterface
    public interface Work<R> {
        /** Does it; the transaction is committed when it returns, and rolled back when it throws. */
        R run(Connection connection) throws SQLException;
    }

    /**
     * Takes the right to notify of this schema.
     *
     * @return empty while another one has it
     */
    public static Optional<Lease> tryTake(DatabaseConfig config) throws SQLException {
        Connection connection = Databases.connect(config);
        boolean taken = false;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TAKE)) {
            connection.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
            row.next();
            taken = row.getBoolean(1);
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
     * @throws SQLException when it fails; give the lease back then, and take it anew
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
     * Makes sure that the right is still there, as it must be before anything is sent.
     *
     * @throws SQLException when it is lost
     */
    public void check() throws SQLException {
        inTransaction(open -> {
            try (Statement statement = open.createStatement()) {
                return statement.execute("select 1");
            }
        });
    }

    /** Gives it back. */
    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
