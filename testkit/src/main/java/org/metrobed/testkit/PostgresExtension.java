package org.metrobed.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.metrobed.embedded.EmbeddedPostgres;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real PostgreSQL for a test class: {@code @RegisterExtension static final PostgresExtension POSTGRES = new
 * PostgresExtension();}. One server for each JVM, shared by all tests; a test uses its own schema from
 * {@link #newSchema}. External: system properties {@code metrobed.test.postgres.url}, {@code .user}, {@code .password}.
 */
public final class PostgresExtension implements BeforeAllCallback {

    private Server server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = Services.shared(context, Server.class, PostgresExtension::start);
    }

    /** The JDBC address, without user and password. */
    public String url() {
        return server.url();
    }

    /** A user who may create schemas. */
    public String user() {
        return server.user();
    }

    /** The user's password. */
    public String password() {
        return server.password();
    }

    /** The name of a new schema; the test creates it. */
    public String newSchema() {
        return "test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private static Server start() {
        return switch (Services.chosen()) {
            case EMBEDDED -> embedded();
            case DOCKER -> docker();
            case EXTERNAL ->
                new Server(
                        Services.address("metrobed.test.postgres.url"),
                        Services.address("metrobed.test.postgres.user"),
                        System.getProperty("metrobed.test.postgres.password", ""),
                        () -> {});
        };
    }

    private static Server embedded() {
        Path folder = Services.folder("postgres");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0);
        doNotWaitForDisk(postgres);
        return new Server(postgres.jdbcUrl(), postgres.user(), postgres.password(), () -> {
            postgres.close();
            Services.delete(folder);
        });
    }

    /** The data of these tests may be lost in a crash of the machine; it is kept in a crash of the process. */
    private static void doNotWaitForDisk(EmbeddedPostgres postgres) {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET fsync = off");
            statement.execute("ALTER SYSTEM SET full_page_writes = off");
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL takes no settings", e);
        }
    }

    private static Server docker() {
        DockerImageName image = DockerImageName.parse(Services.image("postgres", "timescale/timescaledb:2.28.3-pg17"))
                .asCompatibleSubstituteFor("postgres");
        PostgreSQLContainer container = new PostgreSQLContainer(image).withDatabaseName("metrobed");
        container.start();
        return new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword(), container::stop);
    }

    /** A running server and the action that stops it. */
    private record Server(String url, String user, String password, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }
}
