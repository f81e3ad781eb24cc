package org.metrobed.store.correction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Prevents that events are accepted while rows are computed, and that rows are computed twice at a time. Stateless. */
final class CorrectionLock {

    private static final String KEY = "hashtextextended('metrobed.corrections.' || current_schema, 0)";

    private CorrectionLock() {}

    /** Waits for the lock and holds it until the transaction ends. */
    static void takeInTransaction(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_xact_lock(" + KEY + ")");
    }

    /** Waits for the lock and holds it until it is released, or the connection ends. */
    static void take(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_lock(" + KEY + ")");
    }

    /** Releases the lock. */
    static void giveBack(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_unlock(" + KEY + ")");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
