package org.metrobed.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a schema stores its big tables. Decided at the first migration and never changed. */
public enum Layout {
    /** TimescaleDB hypertables with compression. */
    TIMESCALE,
    /** PostgreSQL's own range partitions by month. */
    NATIVE;

    private static final Logger LOG = LoggerFactory.getLogger(Layout.class);

    /** The word in the database: {@code timescale}, {@code native}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the layout of a migrated schema through its connection.
     *
     * @throws SQLException also if the schema was never migrated
     */
    public static Layout read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select layout from deployment")) {
            if (!row.next()) {
                throw new SQLException("schema " + connection.getSchema() + " is not migrated");
            }
            return row.getString(1).equals("timescale") ? TIMESCALE : NATIVE;
        }
    }

    /** The layout that a schema has. If the schema is new: the layout that this server offers. */
    static Layout decide(DatabaseConfig config) throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            if (exists(
                    connection,
                    "select 1 from pg_tables where schemaname = current_schema()" + " and tablename = 'deployment'")) {
                return read(connection);
            }
            if (findTimescaleSchema(connection).isPresent()) {
                return TIMESCALE;
            }
            if (!exists(connection, "select 1 from pg_available_extensions where name = 'timescaledb'")) {
                return NATIVE;
            }
        }
        return tryToCreateExtension(config) ? TIMESCALE : NATIVE;
    }

    /** The schema of the extension's functions, if the extension is installed in this database. */
    public static Optional<String> findTimescaleSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select n.nspname from pg_extension e"
                        + " join pg_namespace n on n.oid = e.extnamespace where e.extname = 'timescaledb'")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** Uses a connection of its own, because a server that has not preloaded the library closes the connection. */
    private static boolean tryToCreateExtension(DatabaseConfig config) throws SQLException {
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists timescaledb schema public");
            return true;
        } catch (SQLException e) {
            if (StoreErrors.isConnectionLoss(e) && !e.getMessage().contains("preload")) {
                throw e;
            }
            LOG.warn(
                    "TimescaleDB is installed but cannot be used, so big tables get native partitions:" + " {}",
                    e.getMessage());
            return false;
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }
}
