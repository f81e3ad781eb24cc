package org.metrobed.store.write;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Runs statements over batches of rows, sent as one array for each column. Ordinals count from 0 in the given list.
 * Stateless and thread-safe.
 */
public final class Batches<T> {

    /** Rows in one statement: more rows are not faster, and the arrays stay small. */
    private static final int ROWS = 5_000;

    private final Table<T> table;
    private final BatchSql sql;
    private final String insert;

    /** Statements over this table. */
    public Batches(Table<T> table) {
        this.table = table;
        this.sql = new BatchSql(table);
        this.insert = sql.insert();
    }

    /** Appends rows whose key is absent, in their order. Returns how many. */
    public long insert(WriteContext context, List<T> rows) throws SQLException {
        return update(context, insert, rows);
    }

    /**
     * SQL for {@link #update}: appends absent rows and changes present ones. No two rows may have the same key.
     *
     * @param change text after {@code update set}, on the stored row {@code t} and the given one, {@code excluded}
     */
    public String upsert(String change) {
        return sql.upsert(change);
    }

    /** Runs a statement of {@link #upsert}. Returns how many rows it appended or changed. */
    public long update(WriteContext context, String statementSql, List<T> rows) throws SQLException {
        long changed = 0;
        for (int from = 0; from < rows.size(); from += ROWS) {
            List<T> part = rows.subList(from, Math.min(rows.size(), from + ROWS));
            try (PreparedStatement statement = context.connection().prepareStatement(statementSql)) {
                bind(context, statement, part);
                changed += statement.executeUpdate();
            }
        }
        return changed;
    }

    /**
     * SQL for {@link #ordinals}: selects rows whose stored row {@code t} meets a condition on {@code t} and {@code b}.
     */
    public String where(String condition) {
        return sql.joined("b.ord", condition);
    }

    /** Condition: the stored row {@code t} of the key has other contents than {@code b}. */
    public String differs() {
        return sql.differs();
    }

    /** The rows that a statement of {@link #where} finds. */
    public List<Integer> ordinals(WriteContext context, String query, List<T> rows) throws SQLException {
        List<Integer> found = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += ROWS) {
            List<T> part = rows.subList(from, Math.min(rows.size(), from + ROWS));
            try (PreparedStatement statement = context.connection().prepareStatement(query)) {
                bindBounds(statement, bind(context, statement, part), part);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(from + row.getInt(1) - 1);
                    }
                }
            }
        }
        return found;
    }

    private int bind(WriteContext context, PreparedStatement statement, List<T> rows) throws SQLException {
        PGConnection connection = context.connection().unwrap(PGConnection.class);
        int parameter = 1;
        for (Column<T> column : table.columns()) {
            statement.setArray(
                    parameter++, connection.createArrayOf(column.type().arrayType(), column.toArray(rows, context)));
        }
        return parameter;
    }

    private void bindBounds(PreparedStatement statement, int parameter, List<T> rows) throws SQLException {
        if (table.timeColumn() != null) {
            statement.setLong(
                    parameter, rows.stream().mapToLong(table::timeMicros).min().orElseThrow());
            statement.setLong(
                    parameter + 1,
                    rows.stream().mapToLong(table::timeMicros).max().orElseThrow());
        }
    }
}
