package org.metrobed.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/**
 * Connections to the database of a {@link DatabaseConfig}. Stateless; each returned object states its own thread rule.
 */
public final class Databases {

    private static final String CONNECT_SECONDS = "10";

    private Databases() {}

    /**
     * A pool of read-only connections for the readers. Thread-safe; connects at first use; the caller closes it.
     *
     * @param size maximum number of connections, at least 1
     */
    public static HikariDataSource pool(DatabaseConfig config, int size) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("metrobed-" + config.schema());
        pool.setJdbcUrl(config.url());
        pool.setDataSourceProperties(properties(config));
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.setInitializationFailTimeout(-1);
        pool.setReadOnly(true);
        // a plan for unknown parameters would search a small partition from its first page to its last and sort its
        // rows
        pool.setConnectionInitSql(sessionSettings(config) + "; set enable_seqscan to off");
        // commits the settings; otherwise the first reader's rollback would undo them
        pool.setIsolateInternalQueries(true);
        return new HikariDataSource(pool);
    }

    /** One connection whose search path is the schema, in autocommit; not thread-safe; the caller closes it. */
    public static Connection connect(DatabaseConfig config) throws SQLException {
        Connection connection = DriverManager.getConnection(config.url(), properties(config));
        try (Statement statement = connection.createStatement()) {
            statement.execute(sessionSettings(config));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * A connection on which no statement has run, in autocommit; not thread-safe; the caller closes it. The driver gives its
     * settings when it connects, because its version of PostgreSQL is assumed.
     *
     * @param options more properties of the driver
     */
    static Connection connectSilently(DatabaseConfig config, Map<String, String> options) throws SQLException {
        Properties properties = properties(config);
        properties.setProperty("assumeMinServerVersion", "12");
        properties.putAll(options);
        return DriverManager.getConnection(config.url(), properties);
    }

    /**
     * Sets the schema and planner options for our tables. Index scans return rows in order and stop at a limit; bitmap
     * scans and sorts cannot. JIT compilation of a plan over many partitions takes longer than our queries run.
     */
    private static String sessionSettings(DatabaseConfig config) {
        return "set search_path to " + config.schema()
                + "; set enable_bitmapscan to off; set random_page_cost to 1.1; set jit to off";
    }

    private static Properties properties(DatabaseConfig config) {
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        properties.setProperty("currentSchema", config.schema());
        properties.setProperty("ApplicationName", "metrobed");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }
}
