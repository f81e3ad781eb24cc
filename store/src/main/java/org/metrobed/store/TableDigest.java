package org.metrobed.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.metrobed.store.query.Query;

/**
 * The contents of a table in one line. Two schemas with equal digests hold the same rows; the order of rows, surrogate
 * numbers, writer and time of writing do not count. Immutable.
 *
 * @param table name of the table
 * @param rows number of rows
 * @param checksum sum of the rows' 64-bit hashes, as text
 */
public record TableDigest(String table, long rows, String checksum) {

    /** Columns in which null is the same as 0. */
    public static final Set<String> NULL_IS_ZERO =
            Set.of("tests_1", "suspect_count", "not_evaluated_count", "fail_count", "missing_count", "late_count");

    private static final List<String> TABLES = List.of(
            "observation",
            "observation_conflict",
            "window_revision",
            "alert_event",
            "dead_letter",
            "redrive",
            "product_cause");

    public TableDigest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(checksum, "checksum");
    }

    /** The digest of each data table of a migrated schema, always in the same order. Reads every row. */
    public static List<TableDigest> list(DatabaseConfig config) throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            return list(connection, config.schema(), TABLES);
        }
    }

    /** The digests of tables of a migrated schema, in the order of their names here; sets the session's time zone to UTC. */
    public static List<TableDigest> list(Connection connection, String schema, List<String> tables)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set timezone to 'UTC'");
        }
        List<TableDigest> digests = new ArrayList<>();
        for (String table : tables) {
            digests.add(digest(connection, schema, table));
        }
        return List.copyOf(digests);
    }

    private static TableDigest digest(Connection connection, String schema, String table) throws SQLException {
        List<String> columns = columns(connection, schema + "." + table);
        boolean numbered = columns.remove("series_id");
        String values = columns.stream().map(TableDigest::cell).collect(Collectors.joining(", "));
        String row = numbered ? "s.datastream, " + values : values;
        return new Query()
                .add("select count(*) as number, coalesce(sum(hashtextextended(row(" + row
                        + ")::text, 0)::numeric), 0)::text as checksum from " + schema + "." + table + " t"
                        + (numbered ? " left join " + schema + ".series s on s.series_id = t.series_id" : ""))
                .list(connection, result -> new TableDigest(table, result.int8("number"), result.text("checksum")))
                .get(0);
    }

    /** A column of alias {@code t}, with 0 for null where these are the same. */
    private static String cell(String column) {
        return NULL_IS_ZERO.contains(column) ? "coalesce(t." + column + ", 0)" : "t." + column;
    }

    /** All columns except writer and time of writing, in the order of their names. */
    private static List<String> columns(Connection connection, String table) throws SQLException {
        return new Query()
                .add(
                        "select attname::text as name from pg_attribute where attrelid = ?::regclass and attnum > 0",
                        table)
                .add("and not attisdropped and attname not in ('pipeline_id', 'ingest_time') order by attname")
                .list(connection, row -> row.text("name"));
    }
}
