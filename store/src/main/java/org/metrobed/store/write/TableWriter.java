package org.metrobed.store.write;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Appends rows to one table. Uses COPY if no row is expected to be stored; otherwise uses arrays and compares stored
 * rows. Stateless and thread-safe.
 */
public final class TableWriter<T> implements RowWriter<T> {

    /** Bytes sent at a time. */
    private static final int PIECE = 1 << 16;

    private final Table<T> table;
    private final ComparingWriter<T> comparing;
    private final String copy;

    /** Writes to this table. */
    public TableWriter(Table<T> table) {
        this.table = table;
        this.comparing = new ComparingWriter<>(table);
        this.copy = new BatchSql(table).copy();
    }

    @Override
    public String table() {
        return table.name();
    }

    @Override
    public void prepare(WriteContext context, List<T> rows) throws SQLException {
        if (table.datastream() != null) {
            Set<String> datastreams = new HashSet<>();
            for (T row : rows) {
                datastreams.add(table.datastream().apply(row));
            }
            context.resolve(datastreams);
        }
        if (table.timeColumn() != null) {
            context.ensurePartitions(table.name(), rows, table::timeMicros);
            context.openChunks(
                    new CompressedChunks.Target<>(
                            table.name(),
                            table.timeColumn(),
                            table::timeMicros,
                            row -> context.series(table.datastream().apply(row))),
                    rows);
        }
    }

    @Override
    public WriteResult write(WriteContext context, List<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return WriteResult.NONE;
        }
        if (context.copies(table.name())) {
            return copy(context, rows);
        }
        WriteResult result = comparing.write(context, rows);
        context.compared(table.name(), result.appended() == rows.size());
        return result;
    }

    private WriteResult copy(WriteContext context, List<T> rows) throws SQLException {
        CopyIn stream =
                context.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            CopyEncoder encoder = new CopyEncoder(PIECE + PIECE / 4);
            encoder.begin();
            for (T row : bySeries(context, rows)) {
                encoder.row(table.columns().size());
                for (Column<T> column : table.columns()) {
                    column.encode(row, encoder, context);
                }
                if (encoder.length() >= PIECE) {
                    send(stream, encoder);
                }
            }
            encoder.end();
            send(stream, encoder);
            return new WriteResult(stream.endCopy(), 0, 0, 0);
        } finally {
            if (stream.isActive()) {
                stream.cancelCopy();
            }
        }
    }

    /**
     * The rows of each series together, in their order. The index begins with the series, so the server finds the place of
     * a row beside that of the row before.
     */
    private List<T> bySeries(WriteContext context, List<T> rows) {
        if (table.datastream() == null) {
            return rows;
        }
        long[] places = new long[rows.size()];
        for (int i = 0; i < places.length; i++) {
            int series = context.series(table.datastream().apply(rows.get(i)));
            places[i] = (long) series << Integer.SIZE | i;
        }
        Arrays.sort(places);
        List<T> sorted = new ArrayList<>(places.length);
        for (long place : places) {
            sorted.add(rows.get((int) place));
        }
        return sorted;
    }

    private static void send(CopyIn stream, CopyEncoder encoder) throws SQLException {
        stream.writeToCopy(encoder.buffer(), 0, encoder.length());
        encoder.clear();
    }
}
