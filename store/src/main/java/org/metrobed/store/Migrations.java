package org.metrobed.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Migrates a schema to the version that this code needs. The first migration creates the schema and decides its
 * {@link Layout}: hypertables if TimescaleDB is available, otherwise native partitions. Stateless; several processes
 * may call it at once.
 */
public final class Migrations {

    private static final String LOCATION = "classpath:org/metrobed/store/migrations";

    private Migrations() {}

    /**
     * Migrates, and grants the schema to {@link ReadRole}s; does nothing if the schema is up to date.
     *
     * @return the layout of the schema
     * @throws SQLException if the database cannot be reached
     * @throws org.flywaydb.core.api.FlywayException if a migration fails; that migration is rolled back
     */
    public static Layout migrate(DatabaseConfig config) throws SQLException {
        Layout layout = Layout.decide(config);
        flyway(config, layout).migrate();
        ReadRole.grant(config);
        return layout;
    }

    /** The migrations that {@link #migrate} would run, such as {@code V16 retention of raw}; changes nothing. */
    public static List<String> listPending(DatabaseConfig config) throws SQLException {
        return Stream.of(flyway(config, Layout.decide(config)).info().pending())
                .map(migration -> "V" + migration.getVersion() + " " + migration.getDescription())
                .toList();
    }

    private static Flyway flyway(DatabaseConfig config, Layout layout) throws SQLException {
        FluentConfiguration flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(config.url(), config.user(), config.password().reveal())
                .locations(LOCATION)
                .failOnMissingLocations(true)
                .schemas(config.schema())
                .defaultSchema(config.schema())
                .createSchemas(true)
                .placeholders(placeholders(config, layout));
        // a session lock instead of a transaction lock: a server with one connection would wait for itself
        flyway.getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return flyway.load();
    }

    private static Map<String, String> placeholders(DatabaseConfig config, Layout layout) throws SQLException {
        boolean partitioned = layout == Layout.NATIVE;
        return Map.of(
                "layout",
                layout.word(),
                "by_phenomenon_time",
                partitioned ? "partition by range (phenomenon_time)" : "",
                "by_window_start",
                partitioned ? "partition by range (window_start)" : "",
                "timescale_schema",
                partitioned ? "none" : timescaleSchema(config));
    }

    private static String timescaleSchema(DatabaseConfig config) throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            return Layout.timescaleSchema(connection).orElse("public");
        }
    }
}
