package org.metrobed.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables that are in no log: annotations, actions on alerts, suppressions, sent notifications, keys of readers and
 * what they read. A schema that is
 * computed anew copies them from the previous schema. Stateless.
 */
public final class PeopleTables {

    private static final List<String> TABLES = List.of(
            "alert_action", "suppression_event", "notification", "notification_attempt", "api_key", "read_audit");

    private static final String ANNOTATIONS = "annotation_event";

    private PeopleTables() {}

    /**
     * The names of all tables that are in no log, each after those that it refers to. All other tables follow from the
     * raw log, the catalog and these. {@code SavedTablesIT} compares the list with the schema.
     */
    public static List<String> names() {
        return Stream.concat(Stream.of(ANNOTATIONS), TABLES.stream()).toList();
    }

    /** Copies all of them but annotations into another schema of the same database, where they must be empty. */
    public static void copy(DatabaseConfig from, DatabaseConfig to) throws SQLException {
        try (Connection connection = Databases.connect(to);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String table : TABLES) {
                statement.executeUpdate("insert into " + table + " select * from " + from.schema() + "." + table);
            }
            IdentityColumns.restart(connection, "suppression_event");
            IdentityColumns.restart(connection, "notification");
            IdentityColumns.restart(connection, "read_audit");
            connection.commit();
        }
    }
}
