package org.metrobed.store.correction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.analysis.correction.LogMinute;
import org.metrobed.analysis.correction.ProductCause;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Layout;
import org.metrobed.store.RowWriters;
import org.metrobed.store.progress.ProgressReader;
import org.metrobed.store.query.Query;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.TableWriter;
import org.metrobed.store.write.WriteContext;
import org.metrobed.store.write.WriteMode;

/**
 * Computes what follows from annotations, from late readings, from values that replace others and, for products, from their
 * inputs, one cell at a time, and appends it; rows and cell progress are written in one transaction. Computing again, in any order, from any process, changes nothing. Not thread-safe; after an
 * {@link SQLException} or {@link RuntimeException} the caller closes it and opens another.
 */
public final class CorrectionSession implements AutoCloseable {

    private static final String PROGRESS =
            "update recompute_cell set sequence = ?, pending = ?, looked_time = " + Query.millis()
                    + ", unpublished_time = timestamptz 'epoch' + ?::bigint * interval '1 millisecond'"
                    + " where datastream = ? and day = " + Query.micros();

    private final Connection connection;
    private final WriteContext context;
    private final CellReader cells;
    private final CellRows rows;
    private final ProgressReader progress;
    private final SettingsSource settings;
    private final DataSource database;

    private record Written(
            long sequence,
            boolean pending,
            List<Recomputation.Reached> reached,
            List<ProductCause> causes,
            List<Due> products,
            OptionalLong next,
            OptionalLong unpublished) {}

    private CorrectionSession(Connection connection, DataSource database, SettingsSource settings, String version)
            throws SQLException {
        this.connection = connection;
        boolean nativeLayout = Layout.read(connection) == Layout.NATIVE;
        this.context = WriteContext.of(connection, WriteMode.UNNEST, version, nativeLayout, InstantSource.system());
        this.cells = new CellReader(database);
        this.rows = new CellRows(database, settings);
        this.progress = new ProgressReader(database);
        this.settings = settings;
        this.database = database;
    }

    /**
     * Connects to a migrated schema.
     *
     * @param database connections to the same schema, for reading
     * @param settings settings of tests, of the catalog versions of rows
     * @param version stored with every row as the version of the pipeline
     */
    public static CorrectionSession open(
            DatabaseConfig config, DataSource database, SettingsSource settings, String version) throws SQLException {
        Connection connection = Databases.connect(config);
        try {
            return new CorrectionSession(connection, database, settings, version);
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
            long minute = LogMinute.after(asOf.getAsLong()) - LogMinute.MILLIS;
            return applyUpTo(cell, Math.min(minute, ProductTables.lastSettledMinute(database, cell)));
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
        CellReader.State state = cells.state(cell);
        boolean told = state.unpublished().isEmpty() || state.looked().orElse(Long.MIN_VALUE) > minute;
        if (state.due().orElse(Long.MAX_VALUE) > minute && told) {
            return CellOutcome.NOTHING;
        }
        CellRows.Rows read = rows.read(cell, minute);
        if (learns(cell, read)) { // its inputs come first
            return applyUpTo(cell, Math.min(minute, ProductTables.lastSettledMinute(database, cell)));
        }
        Recomputation.Stored stored = read.stored();
        Recomputation.Result result = read.compute();
        // an earlier row would change answers that were given
        long from = state.due().orElse(Long.MAX_VALUE);
        List<Observation> freshRows = MissingRows.observations(result.observations(), stored.observations()).stream()
                .filter(row -> row.receivedMillis() >= from)
                .toList();
        List<WindowRevision> freshWindows = MissingRows.windows(result.windows(), stored.windows()).stream()
                .filter(window -> window.recordedMillis() >= from)
                .toList();
        OptionalLong unpublished = MissingRows.earliest(state.unpublished(), freshRows, freshWindows);
        long sequence = stored.eventsOfRange().stream()
                .mapToLong(AnnotationEvent::sequence)
                .max()
                .orElse(0);
        long looked = state.looked().orElse(Long.MIN_VALUE);
        List<Recomputation.Reached> reached = result.reached().stream()
                .filter(one -> one.minuteMillis() > looked)
                .toList();
        long appended = write(
                cell,
                minute,
                freshRows,
                freshWindows,
                new Written(
                        sequence,
                        result.pending(),
                        reached,
                        MissingRows.causes(result.causes(), freshRows),
                        ProductsDue.of(stored, result, from, settings),
                        result.next(),
                        unpublished));
        return CellOutcome.from(result, unpublished.orElse(Long.MAX_VALUE), appended);
    }

    /** Whether a product has inputs that were not known, so that nobody waited for them. */
    private boolean learns(Cell cell, CellRows.Rows read) throws SQLException {
        List<String> product = List.of(cell.datastream());
        return ProductTables.add(
                                connection,
                                product,
                                read.inputs().byDatastream().keySet(),
                                true)
                        + ProductTables.add(connection, product, read.indirect(), false)
                > 0;
    }

    private long write(Cell cell, long minute, List<Observation> rows, List<WindowRevision> replacing, Written written)
            throws SQLException {
        RowWriter<Observation> rowWriter = RowWriters.observations();
        RowWriter<WindowRevision> windowWriter = RowWriters.windows();
        RowWriter<ProductCause> causeWriter = new TableWriter<>(ProductTables.CAUSES);
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
            causeWriter.write(context, written.causes);
            note(cell, minute, written);
            connection.commit();
            return appended;
        } catch (SQLException | RuntimeException e) {
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
        List<Due> more = new ArrayList<>();
        written.next.ifPresent(
                next -> more.add(new Due(cell.datastream(), cell.startMicros(), cell.startMicros() + 1, next)));
        written.reached.forEach(one -> Reachable.add(cell, one, minute, more));
        more.addAll(written.products);
        Cells.extend(connection, more);
        Set<String> products = written.products.stream().map(Due::datastream).collect(Collectors.toSet());
        ProductTables.add(connection, products, List.of(cell.datastream()), true);
    }
}
