package org.metrobed.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
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

    /** Late rows may come for many compressed rows; at a limit the same batch would fail each time. */
    private static final String NO_LIMIT = "set timescaledb.max_tuples_decompressed_per_dml_transaction = 0";

    private final DatabaseConfig config;
    private final WriteMode mode;
    private final String pipelineVersion;
    private final InstantSource clock;
    private volatile Connection connection;
    private WriteContext context;
    private ProgressWriter progressWriter;
    /** The table whose rows are being written; null outside. */
    private String writing;

    private StoreSession(DatabaseConfig config, WriteMode mode, String pipelineVersion, InstantSource clock) {
        this.config = Objects.requireNonNull(config, "config");
        this.mode = Objects.requireNonNull(mode, "mode");
        this.pipelineVersion = Objects.requireNonNull(pipelineVersion, "pipelineVersion");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Connects to a migrated schema.
     *
     * @param pipelineVersion stored with every row
     */
    public static StoreSession open(DatabaseConfig config, WriteMode mode, String pipelineVersion) throws SQLException {
        return open(config, mode, pipelineVersion, InstantSource.system());
    }

    /**
     * The same with another clock.
     *
     * @param clock tells the ingest time of rows
     */
    public static StoreSession open(DatabaseConfig config, WriteMode mode, String pipelineVersion, InstantSource clock)
            throws SQLException {
        StoreSession session = new StoreSession(config, mode, pipelineVersion, clock);
        session.connect();
        return session;
    }

    /** Drops the connection, its uncommitted changes and the caches, and connects again. */
    public void reopen() throws SQLException {
        abandon();
        connect();
    }

    /**
     * Rows of one kind and the progress of their sink, which holds when they are stored. Immutable by contract.
     *
     * @param rows may be empty: then there is only progress
     */
    public record Part<T>(RowWriter<T> writer, List<T> rows, Progress progress) {
        public Part {
            Objects.requireNonNull(writer, "writer");
            Objects.requireNonNull(rows, "rows");
            Objects.requireNonNull(progress, "progress");
        }
    }

    /** Appends one part in a transaction, see {@link #append(List)}. */
    public <T> WriteResult append(RowWriter<T> writer, List<T> rows, Progress progress) throws SQLException {
        return append(List.of(new Part<>(writer, rows, progress))).get(0);
    }

    /**
     * Appends the rows of all parts and records their progress in one transaction.
     *
     * @return for each part how many rows were appended, replayed, set aside or dropped
     * @throws SQLException if nothing was appended, or if the connection was lost during the commit and all rows may be
     *     stored
     */
    public List<WriteResult> append(List<? extends Part<?>> parts) throws SQLException {
        if (connection == null) {
            throw new SQLException("the session is not connected", "08003");
        }
        int mended = 0;
        while (true) {
            try {
                return attempt(parts);
            } catch (SQLException e) {
                rollback(e);
                mended++;
                if (mended > parts.size() + 1 || !mend(e)) {
                    throw e;
                }
            } catch (RuntimeException e) {
                rollback(e);
                throw e;
            }
        }
    }

    /** Ends the connection at once, from any thread: a statement that runs fails. Uncommitted changes are lost. */
    public void abort() {
        Connection running = connection;
        if (running != null) {
            try {
                running.abort(Runnable::run);
            } catch (SQLException ignored) {
                // it is lost already
            }
        }
    }

    /** Closes the connection; uncommitted changes are lost. */
    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Whether the parts can be appended if they are tried again: rows are stored already, or a partition is gone. */
    private boolean mend(SQLException reason) {
        if (UNIQUE_VIOLATION.equals(reason.getSQLState())) {
            if (writing != null) {
                context.replayBegins(writing);
            }
            return true;
        }
        if (CHECK_VIOLATION.equals(reason.getSQLState())) {
            context.forgetPartitions();
            return true;
        }
        return false;
    }

    private List<WriteResult> attempt(List<? extends Part<?>> parts) throws SQLException {
        writing = null;
        connection.setAutoCommit(true);
        for (Part<?> part : parts) {
            prepare(part);
        }
        connection.setAutoCommit(false);
        List<WriteResult> results = new ArrayList<>();
        for (Part<?> part : parts) {
            results.add(write(part));
        }
        writing = null;
        List<Progress> progress = parts.stream().map(Part::progress).toList();
        progressWriter.write(progress);
        connection.commit();
        progressWriter.committed(progress);
        context.committed();
        return results;
    }

    private <T> void prepare(Part<T> part) throws SQLException {
        if (!part.rows().isEmpty()) {
            part.writer().prepare(context, part.rows());
        }
    }

    private <T> WriteResult write(Part<T> part) throws SQLException {
        writing = part.writer().table();
        return part.rows().isEmpty() ? WriteResult.NONE : part.writer().write(context, part.rows());
    }

    private void rollback(Exception reason) {
        context.rolledBack();
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
            Layout layout = Layout.read(opened);
            if (layout == Layout.TIMESCALE) {
                liftLimit(opened);
            }
            context = WriteContext.of(opened, mode, pipelineVersion, layout == Layout.NATIVE, clock);
            progressWriter = new ProgressWriter(opened);
            connection = opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    private static void liftLimit(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute(NO_LIMIT);
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
