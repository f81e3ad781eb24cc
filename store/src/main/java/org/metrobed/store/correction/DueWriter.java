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
        List<Due> alone = due(batch, Recomputation::isAlone);
        if (!alone.isEmpty()) {
            Cells.due(connection, alone);
        }
        List<Due> beyond = due(batch, Recomputation::isBeyondRetention);
        if (!beyond.isEmpty()) {
            Cells.createOfBeyond(connection, beyond);
        }
        List<Due> replacing = due(batch, row -> TestBits.has(row.tests(), TestBits.REPLACES));
        if (!replacing.isEmpty()) {
            Cells.createOfConflicts(connection, replacing);
        }
        List<Due> unjudged = due(batch, Recomputation::isUnjudged);
        if (!unjudged.isEmpty()) {
            Cells.create(connection, unjudged);
        }
    }

    private static void listWindows(Connection connection, List<WindowRevision> batch) throws SQLException {
        List<Due> due = batch.stream()
                .filter(row -> !row.replaces())
                .map(row -> new Due(row.datastream(), row.startMicros(), row.endMicros(), Recomputation.dueMillis(row)))
                .toList();
        if (!due.isEmpty()) {
            Cells.due(connection, due);
        }
    }

    private static List<Due> due(List<Observation> batch, Predicate<Observation> chosen) {
        return batch.stream()
                .filter(row -> row.revision() == 0 && chosen.test(row))
                .map(row -> new Due(
                        row.datastream(),
                        row.phenomenonMicros(),
                        row.phenomenonMicros() + 1,
                        Recomputation.dueMillis(row)))
                .toList();
    }
}
