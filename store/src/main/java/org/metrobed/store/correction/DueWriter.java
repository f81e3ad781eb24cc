package org.metrobed.store.correction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteContext;
import org.metrobed.store.write.WriteResult;

/**
 * Writes rows and, in the same transaction, lists the days whose corrections they may change. Stateless and
 * thread-safe.
 */
public final class DueWriter<T> implements RowWriter<T> {

    private final RowWriter<T> rows;
    private final Listing<T> listing;

    /** Lists what a batch makes due, in its transaction. */
    @FunctionalInterface
    private interface Listing<T> {
        void list(Connection connection, List<T> batch) throws SQLException;
    }

    private DueWriter(RowWriter<T> rows, Listing<T> listing) {
        this.rows = rows;
        this.listing = listing;
    }

    /** Writes observations through this writer. */
    public static RowWriter<Observation> observations(RowWriter<Observation> writer) {
        return new DueWriter<>(writer, DueWriter::listReadings);
    }

    /** Writes revisions of windows through this writer. */
    public static RowWriter<WindowRevision> windows(RowWriter<WindowRevision> writer) {
        return new DueWriter<>(writer, DueWriter::listWindows);
    }

    @Override
    public String table() {
        return rows.table();
    }

    @Override
    public void prepare(WriteContext context, List<T> batch) throws SQLException {
        rows.prepare(context, batch);
    }

    @Override
    public WriteResult write(WriteContext context, List<T> batch) throws SQLException {
        WriteResult result = rows.write(context, batch);
        listing.list(context.connection(), batch);
        return result;
    }

    private static void listReadings(Connection connection, List<Observation> batch) throws SQLException {
        List<Due> known =
                due(batch, row -> Recomputation.isAlone(row) || row.raw().isDerived());
        if (!known.isEmpty()) {
            Cells.due(connection, known);
        }
        List<Due> beyond = due(batch, Recomputation::isBeyondRetention);
        if (!beyond.isEmpty()) {
            Cells.createOfBeyond(connection, beyond);
        }
        List<Due> replacing = due(batch, row -> TestBits.has(row.tests(), TestBits.REPLACES));
        if (!replacing.isEmpty()) {
            Cells.createOfConflicts(connection, replacing);
        }
        List<Due> filling = due(batch, DueWriter::mayFill);
        if (!filling.isEmpty()) {
            Cells.createOfFilled(connection, filling);
        }
        List<Due> late = due(batch, row -> Recomputation.isUnjudged(row) || Recomputation.isOutOfTurn(row));
        if (!late.isEmpty()) {
            Cells.create(connection, late);
        }
    }

    /** Whether a missing value may have been there before, which it does not replace otherwise. */
    private static boolean mayFill(Observation row) {
        return Recomputation.isAlone(row) && !row.missing() && !TestBits.has(row.tests(), TestBits.REPLACES);
    }

    private static void listWindows(Connection connection, List<WindowRevision> batch) throws SQLException {
        List<Due> due = dueWindows(batch, row -> !row.replaces());
        if (!due.isEmpty()) {
            Cells.due(connection, due);
        }
        List<Due> outOfOrder = dueWindows(batch, Recomputation::isOutOfOrder);
        if (!outOfOrder.isEmpty()) {
            Cells.create(connection, outOfOrder);
        }
    }

    private static List<Due> dueWindows(List<WindowRevision> batch, Predicate<WindowRevision> chosen) {
        return batch.stream()
                .filter(chosen)
                .map(row -> new Due(row.datastream(), row.startMicros(), row.endMicros(), Recomputation.dueMillis(row)))
                .toList();
    }

    private static List<Due> due(List<Observation> batch, Predicate<Observation> chosen) {
        return batch.stream()
                .filter(row -> row.revision() == 0 && !row.cause().isComputed() && chosen.test(row))
                .map(row -> new Due(
                        row.datastream(),
                        row.phenomenonMicros(),
                        row.phenomenonMicros() + 1,
                        Recomputation.dueMillis(row)))
                .toList();
    }
}
