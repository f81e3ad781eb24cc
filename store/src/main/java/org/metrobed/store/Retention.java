package org.metrobed.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops old pieces (chunks, monthly partitions) of the big tables. Age counts from ingestion, not from phenomenon time, or
 * a replay of an old year would vanish while it is written. Nothing calls it by itself: retention is off unless an operator
 * asks for it. Stateless.
 */
public final class Retention {

    private static final List<String> TABLES = List.of("observation", "window_revision");

    private static final String CHUNKS = "select format('%I.%I', chunk_schema, chunk_name)"
            + " from timescaledb_information.chunks where hypertable_schema = current_schema and hypertable_name = ?";

    private static final String PARTITIONS =
            "select inhrelid::regclass::text from pg_inherits where inhparent = ?::regclass";

    private Retention() {}

    /**
     * Drops every piece whose newest row was ingested before a time.
     *
     * @return how many pieces were dropped
     */
    public static int dropIngestedBefore(DatabaseConfig config, Instant time) throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            String pieces = Layout.read(connection) == Layout.TIMESCALE ? CHUNKS : PARTITIONS;
            int dropped = 0;
            for (String table : TABLES) {
                for (String piece : pieces(connection, pieces, table)) {
                    if (isOlder(connection, piece, time)) {
                        drop(connection, piece);
                        dropped++;
                    }
                }
            }
            return dropped;
        }
    }

    private static List<String> pieces(Connection connection, String query, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
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

    private static boolean isOlder(Connection connection, String piece, Instant time) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select max(ingest_time) < ? from " + piece)) {
            statement.setTimestamp(1, Timestamp.from(time));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void drop(Connection connection, String piece) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table " + piece);
        }
    }
}
