package org.metrobed.store.correction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.analysis.correction.LogMinute;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Layout;
import org.metrobed.store.RowWriters;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.progress.ProgressReader;
import org.metrobed.store.query.Query;
import org.metrobed.store.window.WindowReader;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteContext;
import org.metrobed.store.write.WriteMode;

/**
 * Computes corrections from annotations, one cell at a time, and appends them; rows and cell progress are written in
 * one transaction. Computing again, in any order, from any process, changes nothing. Not thread-safe; after an
 * {@link SQLException} the caller closes it and opens another.
 */
public final class CorrectionSession implements AutoCloseable {

    private static final String PROGRESS =
            "update recompute_cell set sequence = ?, pending = ?, looked_time = " + Query.millis()
                    + ", unpublished_time = timestamptz 'epoch' + ?::bigint * interval '1 millisecond'"
                    + " where datastream = ? and day = " + Query.micros();

    private final Connection connection;
    private final WriteContext context;
    private final CellReader cells;
    private final AnnotationReader annotations;
    private final ObservationReader observations;
    private final WindowReader windows;
    private final ProgressReader progress;

    private record Written(long sequence, boolean pending, OptionalLong next, OptionalLong unpublished) {}

    private CorrectionSession(Connection connection, DataSource database, String version) throws SQLException {
        this.connection = connection;
        this.context = WriteContext.of(connection, WriteMode.UNNEST, version, Layout.read(connection) == Layout.NATIVE);
        this.cells = new CellReader(database);
        this.annotations = new AnnotationReader(database);
        this.observations = new ObservationReader(database);
        this.windows = new WindowReader(database);
        this.progress = new ProgressReader(database);
    }

    /**
     * Connects to a migrated schema.
     *
     * @param database connections to the same schema, for reading
     * @param version stored with every row as the version of the pipeline
     */
    public static CorrectionSession open(DatabaseConfig config, DataSource database, String version)
            throws SQLException {
        Connection connection = Databases.connect(config);
        try {
            return new CorrectionSession(connection, database, version);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Computes a cell up to the last full minute up to which everything has been written. */
    public CellOutcome apply(Cell cell) throws SQLException {
        CorrectionLock.take(connection);
        try {
            OptionalLong asOf = progress.asOf();
            if (asOf.isEmpty()) {
                return CellOutcome.NOTHING;
            }
            awaitRowsOfCell();
            return applyUpTo(cell, LogMinute.after(asOf.getAsLong()) - LogMinute.MILLIS);
        } finally {
            connection.setAutoCommit(true);
            CorrectionLock.giveBack(connection);
        }
    }

    /**
     * Marks each day that an event touches for a look, including days of events that were restored without their cells.
     */
    public void addMissingCells() throws SQLException {
        Cells.add(connection);
    }

    /** Records that the result of {@link #apply} has been published to the topics. */
    public void published(Cell cell) throws SQLException {
        new Query()
                .add("update recompute_cell set unpublished_time = null where datastream = ?", cell.datastream())
                .add("and day = " + Query.micros(), cell.startMicros())
                .update(connection);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private CellOutcome applyUpTo(Cell cell, long minute) throws SQLException {
        List<AnnotationEvent> events = annotations.listEvents(cell.datastream(), cell.startMicros(), cell.endMicros());
        List<Observation> storedRows =
                observations.listRevisions(cell.datastream(), cell.startMicros(), cell.endMicros());
        List<WindowRevision> storedWindows =
                windows.listRevisions(cell.datastream(), cell.startMicros(), cell.endMicros());
        Recomputation.Result result = Recomputation.of(
                new Recomputation.Stored(cell.datastream(), events, storedRows, storedWindows, minute));
        List<Observation> freshRows = MissingRows.observations(result.observations(), storedRows);
        List<WindowRevision> freshWindows = MissingRows.windows(result.windows(), storedWindows);
        OptionalLong unpublished = MissingRows.earliest(cells.findUnpublished(cell), freshRows, freshWindows);
        long sequence =
                events.stream().mapToLong(AnnotationEvent::sequence).max().orElse(0);
        long appended = write(
                cell,
                minute,
                freshRows,
                freshWindows,
                new Written(sequence, result.pending(), result.next(), unpublished));
        return CellOutcome.from(result, unpublished.orElse(Long.MAX_VALUE), appended);
    }

    private long write(Cell cell, long minute, List<Observation> rows, List<WindowRevision> replacing, Written written)
            throws SQLException {
        RowWriter<Observation> rowWriter = RowWriters.observations();
        RowWriter<WindowRevision> windowWriter = RowWriters.windows();
        if (!rows.isEmpty()) {
            rowWriter.prepare(context, rows);
        }
        if (!replacing.isEmpty()) {
            windowWriter.prepare(context, replacing);
        }
        connection.setAutoCommit(false);
        try {
            long appended = rows.isEmpty() ? 0 : rowWriter.write(context, rows).appended();
            appended += replacing.isEmpty()
                    ? 0
                    : windowWriter.write(context, replacing).appended();
            note(cell, minute, written);
            connection.commit();
            return appended;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    /**
     * Waits for the transactions that may have begun before the cell existed: their rows are then there to be read, and
     * those of all others are listed as due.
     */
    private void awaitRowsOfCell() throws SQLException {
        connection.setAutoCommit(false);
        SettledTime.take(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void note(Cell cell, long minute, Written written) throws SQLException {
        new Query()
                .add(
                        PROGRESS,
                        written.sequence,
                        written.pending,
                        minute,
                        written.unpublished.isPresent() ? written.unpublished.getAsLong() : null,
                        cell.datastream(),
                        cell.startMicros())
                .update(connection);
        new Query()
                .add("delete from correction_due where datastream = ?", cell.datastream())
                .add("and day = " + Query.micros(), cell.startMicros())
                .add("and due_time <= " + Query.millis(), minute)
                .update(connection);
        if (written.next.isPresent()) {
            new Query()
                    .add("insert into correction_due (datastream, day, due_time)")
                    .add("select ?, " + Query.micros(), cell.datastream(), cell.startMicros())
                    .add(", " + Query.millis() + " on conflict do nothing", written.next.getAsLong())
                    .update(connection);
        }
    }
}
