package org.metrobed.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.progress.ProgressWriter;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteContext;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;

/**
 * One connection that appends rows and records progress in the same transaction. Appending the same rows again changes
 * nothing. After any error (see {@link StoreErrors#isTransient}) the caller may {@link #reopen} and append the same
 * batch again, even if it is unknown whether the commit succeeded. Not thread-safe.
 */
public final class StoreSession implements AutoCloseable {

    private static final String UNIQUE_VIOLATION = "23505";
    /** Also raised if the row has no partition. */
    private static final String CHECK_VIOLATION = "23514";

    private final DatabaseConfig config;
    private final WriteMode mode;
    private final String pipelineVersion;
    private Connection connection;
    private WriteContext context;
    private ProgressWriter progressWriter;

    private StoreSession(DatabaseConfig config, WriteMode mode, String pipelineVersion) {
        this.config = Objects.requireNonNull(config, "config");
        this.mode = Objects.requireNonNull(mode, "mode");
        this.pipelineVersion = Objects.requireNonNull(pipelineVersion, "pipelineVersion");
    }

    /**
     * Connects to a migrated schema.
     *
     * @param pipelineVersion stored with every row
     */
    public static StoreSession open(DatabaseConfig config, WriteMode mode, String pipelineVersion) throws SQLException {
        StoreSession session = new StoreSession(config, mode, pipelineVersion);
        session.connect();
        return session;
    }

    /** Drops the connection, its uncommitted changes and the caches, and connects again. */
    public void reopen() throws SQLException {
        abandon();
        connect();
    }

    /**
     * Appends rows and records progress in one transaction. With an empty list it only records progress.
     *
     * @return how many rows were appended, replayed, set aside or dropped
     * @throws SQLException if nothing was appended, or if the connection was lost during the commit and all rows may be
     *     stored
     */
    public <T> WriteResult append(RowWriter<T> writer, List<T> rows, Progress progress) throws SQLException {
        if (connection == null) {
            throw new SQLException("the session is not connected", "08003");
        }
        try {
            return attempt(writer, rows, progress);
        } catch (SQLException e) {
            rollback(e);
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                context.replayBegins(writer.table());
            } else if (CHECK_VIOLATION.equals(e.getSQLState())) {
                context.forgetPartitions();
            } else {
                throw e;
            }
        } catch (RuntimeException e) {
            rollback(e);
            throw e;
        }
        return attemptLast(writer, rows, progress);
    }

    /** Closes the connection; uncommitted changes are lost. */
    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private <T> WriteResult attemptLast(RowWriter<T> writer, List<T> rows, Progress progress) throws SQLException {
        try {
            return attempt(writer, rows, progress);
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    private <T> WriteResult attempt(RowWriter<T> writer, List<T> rows, Progress progress) throws SQLException {
        if (!rows.isEmpty()) {
            connection.setAutoCommit(true);
            writer.prepare(context, rows);
        }
        connection.setAutoCommit(false);
        WriteResult result = rows.isEmpty() ? WriteResult.NONE : writer.write(context, rows);
        progressWriter.write(progress);
        connection.commit();
        progressWriter.committed(progress);
        return result;
    }

    private void rollback(Exception reason) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void connect() throws SQLException {
        Connection opened = Databases.connect(config);
        try {
            boolean partitioned = Layout.read(opened) == Layout.NATIVE;
            context = WriteContext.of(opened, mode, pipelineVersion, partitioned);
            progressWriter = new ProgressWriter(opened);
            connection = opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    private void abandon() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException ignored) {
                // the connection is lost already and is therefore abandoned
            }
            connection = null;
        }
    }
}
