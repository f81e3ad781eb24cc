package org.metrobed.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Operations on whole schemas: a rebuild drops them and swaps them in. Stateless. */
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

    /** Drops the schema of this config with all its contents; does nothing if it does not exist. */
    public static void drop(DatabaseConfig config) throws SQLException {
        run(config, List.of("drop schema if exists " + config.schema() + " cascade"));
    }

    /**
     * Renames the schema of this config.
     *
     * @throws SQLException also if it does not exist, or {@code newName} is taken
     */
    public static void rename(DatabaseConfig config, String newName) throws SQLException {
        run(config, List.of(renaming(config.schema(), newName)));
    }

    /**
     * Replaces {@code live} by the schema {@code rebuilt} in one transaction; the live schema is kept as {@code old}.
     * Sessions that write must be closed and opened again.
     *
     * @throws SQLException also if {@code live} or {@code rebuilt} does not exist, or {@code old} does
     */
    public static void swap(DatabaseConfig live, String rebuilt, String old) throws SQLException {
        run(live, List.of(renaming(live.schema(), old), renaming(rebuilt, live.schema())));
    }

    /**
     * Replaces {@code live} by the schema {@code fresh} in one transaction; the live schema is dropped.
     *
     * @throws SQLException also if {@code fresh} does not exist
     */
    public static void replace(DatabaseConfig live, String fresh) throws SQLException {
        run(live, List.of("drop schema if exists " + live.schema() + " cascade", renaming(fresh, live.schema())));
    }

    /** The command that renames a schema, for a transaction of the caller. */
    public static String renaming(String from, String to) {
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
