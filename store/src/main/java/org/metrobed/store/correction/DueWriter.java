package org.metrobed.store.correction;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.metrobed.analysis.correction.Recomputation;
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
    private final Function<T, Optional<Due>> due;

    private DueWriter(RowWriter<T> rows, Function<T, Optional<Due>> due) {
        this.rows = rows;
        this.due = due;
    }

    /** Writes observations through this writer. */
    public static RowWriter<Observation> observations(RowWriter<Observation> writer) {
        return new DueWriter<>(writer, DueWriter::due);
    }

    /** Writes revisions of windows through this writer. */
    public static RowWriter<WindowRevision> windows(RowWriter<WindowRevision> writer) {
        return new DueWriter<>(writer, DueWriter::due);
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
        List<Due> found = batch.stream().map(due).flatMap(Optional::stream).toList();
        if (!found.isEmpty()) {
            Cells.due(context.connection(), found);
        }
        return result;
    }

    private static Optional<Due> due(Observation row) {
        return Recomputation.isAlone(row)
                ? Optional.of(new Due(
                        row.datastream(),
                        row.phenomenonMicros(),
                        row.phenomenonMicros() + 1,
                        Recomputation.dueMillis(row)))
                : Optional.empty();
    }

    private static Optional<Due> due(WindowRevision row) {
        return row.replaces()
                ? Optional.empty()
                : Optional.of(
                        new Due(row.datastream(), row.startMicros(), row.endMicros(), Recomputation.dueMillis(row)));
    }
}
