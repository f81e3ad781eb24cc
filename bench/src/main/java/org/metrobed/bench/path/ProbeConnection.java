package org.metrobed.bench.path;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.metrobed.store.DatabaseConfig;

/** Opens a connection for looking at the database again and again. Static functions only. */
final class ProbeConnection {

    private ProbeConnection() {}

    /** One whose statements see the deployment's schema, and are not compiled anew each time. */
    static Connection open(DatabaseConfig config) throws SQLException {
        Connection connection = DriverManager.getConnection(
                config.url(), config.user(), config.password().reveal());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path to " + config.schema() + "; set jit to off");
        }
        return connection;
    }
}
