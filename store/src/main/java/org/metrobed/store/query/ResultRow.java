package org.metrobed.store.query;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The current row of a result. Columns are read by name, so their order in the statement does not matter. The first row
 * looks up each name; later rows that are read in the same order of columns repeat the places. Not thread-safe.
 */
public final class ResultRow {

    /** Stands for a time that is null. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private final ResultSet cells;
    private final String[] names;
    private final int[] positions;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Map<String, ResultRow> groups = new HashMap<>();
    /** The place that was read after each place. */
    private final int[] successors;

    private int last;

    private ResultRow(ResultSet cells, String[] names, int[] positions) {
        this.cells = cells;
        this.names = names;
        this.positions = positions;
        this.successors = new int[names.length];
        for (int place = 0; place < names.length; place++) {
            successors[place] = (place + 1) % names.length;
            if (places.put(names[place], place) != null) {
                throw new IllegalArgumentException("column " + names[place] + " is selected twice");
            }
        }
    }

    /** The rows of a result; moves with its cursor. */
    static ResultRow of(ResultSet cells) throws SQLException {
        ResultSetMetaData columns = cells.getMetaData();
        String[] names = new String[columns.getColumnCount()];
        for (int i = 0; i < names.length; i++) {
            names[i] = columns.getColumnLabel(i + 1);
        }
        return new ResultRow(
                cells, names, IntStream.rangeClosed(1, names.length).toArray());
    }

    /** The columns whose names begin with a prefix, by the rest of their names. */
    public ResultRow group(String prefix) {
        return groups.computeIfAbsent(prefix, this::within);
    }

    /** A text, or null. */
    public String text(String column) throws SQLException {
        return cells.getString(position(column));
    }

    /** A boolean. */
    public boolean bool(String column) throws SQLException {
        return cells.getBoolean(position(column));
    }

    /** A smallint or integer; 0 if it is null. */
    public int int4(String column) throws SQLException {
        return cells.getInt(position(column));
    }

    /** A bigint; 0 if it is null. */
    public long int8(String column) throws SQLException {
        return cells.getLong(position(column));
    }

    /** A floating-point number; NaN if it is null. */
    public double float8(String column) throws SQLException {
        double value = cells.getDouble(position(column));
        return value == 0 && cells.wasNull() ? Double.NaN : value;
    }

    /** Bytes, or null. */
    public byte[] bytes(String column) throws SQLException {
        return cells.getBytes(position(column));
    }

    /** A time that is selected as a whole number, in its unit; {@link #NO_TIME} if it is null. */
    public long time(String column) throws SQLException {
        return optionalTime(column).orElse(NO_TIME);
    }

    /** A time that is selected as a whole number, in its unit; empty if it is null. */
    public OptionalLong optionalTime(String column) throws SQLException {
        long value = cells.getLong(position(column));
        return value == 0 && cells.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** A timestamptz that is selected as it is, or null. */
    public Instant instant(String column) throws SQLException {
        OffsetDateTime time = cells.getObject(position(column), OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private int position(String column) throws SQLException {
        int place = successors[last];
        if (!column.equals(names[place])) {
            place = place(column);
            successors[last] = place;
            // the text of the reader, which equals itself at once in the next row
            names[place] = column;
        }
        last = place;
        return positions[place];
    }

    private int place(String column) throws SQLException {
        Integer place = places.get(column);
        if (place == null) {
            throw new SQLException("column " + column + " is not among the selected " + places.keySet());
        }
        return place;
    }

    private ResultRow within(String prefix) {
        int[] inside = IntStream.range(0, names.length)
                .filter(i -> names[i].startsWith(prefix))
                .toArray();
        return new ResultRow(
                cells,
                Arrays.stream(inside)
                        .mapToObj(i -> names[i].substring(prefix.length()))
                        .toArray(String[]::new),
                Arrays.stream(inside).map(i -> positions[i]).toArray());
    }
}
