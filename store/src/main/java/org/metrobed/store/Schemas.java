package org.metrobed.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Whole schemas: what a rebuild drops, and swaps in when it is done. Stateless. */
public final class Schemas {

    private Schemas() {}

    /** Whether the schema of this config exists. */
    public static boolean exists(DatabaseConfig config) throws SQLException {
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select 1 from pg_namespace where nspname = '" + config.schema() + "'")) {
            return row.next();
        }
    }

    /** Drops the schema of this config with all that it holds; does nothing when there is none. */
    public static void drop(DatabaseConfig config) throws SQLException {
        run(config, List.of("drop schema if exists " + config.schema() + " cascade"));
    }

    /**
     * Renames the schema of this config.
     *
     * @throws SQLException also when there is none, or {@code newName} is taken
     */
    public static void rename(DatabaseConfig config, String newName) throws SQLException {
        run(config, List.of(renaming(config.schema(), newName)));
    }

    /**
     * Puts the schema {@code rebuilt} in the place of {@code live}, in one transaction; the old one is kept as
     * {@code old}. Sessions that write must be closed and opened again.
     *
     * @throws SQLException also when one of the first two does not exist, or {@code old} does
     */
    public static void swap(DatabaseConfig live, String rebuilt, String old) throws SQLException {
        run(live, List.of(renaming(live.schema(), old), renaming(rebuilt, live.schema())));
    }

    /**
     * Puts the schema {@code fresh} in the place of {@code live}, in one transaction; the old one is dropped.
     *
     * @throws SQLException also when {@code fresh} does not exist
     */
    public static void replace(DatabaseConfig live, String fresh) throws SQLException {
        run(live, List.of("drop schema if exists " + live.schema() + " cascade", renaming(fresh, live.schema())));
    }

    private static String renaming(String from, String to) {
        if (!DatabaseConfig.isSchemaName(from) || !DatabaseConfig.isSchemaName(to)) {
            throw new IllegalArgumentException("'" + from + "' or '" + to + "' is not the name of a schema");
        }
        return "alter schema " + from + " rename to " + to;
    }

    private static void run(DatabaseConfig config, List<String> commands) throws SQLException {
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String command : commands) {
                statement.execute(command);
            }
            connection.commit();
        }
    }
}
