package org.metrobed.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The contents of a table in one line. Two schemas with equal digests hold the same rows; the order of rows, surrogate
 * numbers, writer and time of writing do not count. Immutable.
 *
 * @param table name of the table
 * @param rows number of rows
 * @param checksum sum of the rows' 64-bit hashes, as text
 */
public record TableDigest(String table, long rows, String checksum) {

    private static final List<String> TABLES =
            List.of("observation", "observation_conflict", "window_revision", "alert_event", "dead_letter", "redrive");

    public TableDigest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(checksum, "checksum");
    }

    /** The digest of each data table of a migrated schema, always in the same order. Reads every row. */
    public static List<TableDigest> list(DatabaseConfig config) throws SQLException {
        List<TableDigest> digests = new ArrayList<>();
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone to 'UTC'");
            for (String table : TABLES) {
                digests.add(digest(connection, statement, table));
            }
        }
        return List.copyOf(digests);
    }

    private static TableDigest digest(Connection connection, Statement statement, String table) throws SQLException {
        List<String> columns = columns(connection, table);
        boolean numbered = columns.remove("series_id");
        String values = columns.stream().map(column -> "t." + column).collect(Collectors.joining(", "));
        String row = numbered ? "s.datastream, " + values : values;
        try (ResultSet result = statement.executeQuery("select count(*), coalesce(sum(hashtextextended(row(" + row
                + ")::text, 0)::numeric), 0)::text from " + table + " t"
                + (numbered ? " join series s on s.series_id = t.series_id" : ""))) {
            result.next();
            return new TableDigest(table, result.getLong(1), result.getString(2));
        }
    }

    /** All columns except writer and time of writing, in the order of their names. */
    private static List<String> columns(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select attname from pg_attribute"
                + " where attrelid = ?::regclass and attnum > 0 and not attisdropped"
                + " and attname not in ('pipeline_id', 'ingest_time') order by attname")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (row.next()) {
                    names.add(row.getString(1));
                }
                return names;
            }
        }
    }
}
