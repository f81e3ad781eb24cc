package org.metrobed.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.metrobed.config.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates a schema to the version that this code needs. The first migration creates the schema and decides its
 * {@link Layout}: hypertables if TimescaleDB is available, otherwise native partitions. Stateless; several processes
 * may call it at once.
 */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));
    private static final String LOCATION = "classpath:org/metrobed/store/migrations";

    private Migrations() {}

    /**
     * Updates TimescaleDB to the version of the server, migrates, and grants the schema to the groups of {@link RoleGroup}; does nothing if the schema is up to date.
     *
     * @return the layout of the schema
     * @throws SQLException if the database cannot be reached
     * @throws org.flywaydb.core.api.FlywayException if a migration fails; that migration is rolled back
     * @throws org.metrobed.config.ConfigException if the server has no library of the TimescaleDB of the database, and cannot
     *     update it
     */
    public static Layout migrate(DatabaseConfig config) throws SQLException {
        TimescaleExtension.update(config);
        Layout layout = Layout.decide(config);
        migrate(config, layout);
        return layout;
    }

    /**
     * As {@link #migrate(DatabaseConfig)}, with a layout that the server may not give by itself: native on TimescaleDB.
     *
     * @param layout the layout of a schema that does not exist, or that the schema has
     */
    public static void migrate(DatabaseConfig config, Layout layout) throws SQLException {
        flyway(config, layout).migrate();
        Grants.apply(config);
    }

    /** The migrations that {@link #migrate} would run, such as {@code V16 retention of raw}; changes nothing. */
    public static List<String> listPending(DatabaseConfig config) throws SQLException {
        return Stream.of(flyway(config, Layout.decide(config)).info().pending())
                .map(migration -> "V" + migration.getVersion() + " " + migration.getDescription())
                .toList();
    }

    /**
     * Updates TimescaleDB, prepares the roles of services, if there are any, and migrates as {@link #migrate}. Waits as long as the database is
     * away or takes no writes.
     *
     * @throws SQLException if the database refuses for another reason, such as a wrong password
     * @throws InterruptedException if interrupted while it waits
     * @throws org.metrobed.config.ConfigException if a role is absent and cannot be created, or may do too much
     */
    public static Layout migrateWhenReady(DatabaseConfig config, List<ServiceRole> roles)
            throws SQLException, InterruptedException {
        WaitNotices notices = new WaitNotices();
        for (int failures = 1; ; failures++) {
            try {
                prepare(() -> TimescaleExtension.update(config), config, roles);
                return migrate(config);
            } catch (SQLException | FlywayException e) {
                if (!StoreErrors.isTransient(e)) {
                    throw e;
                }
                if (notices.isDue(System.nanoTime())) {
                    LOG.warn("the migration waits until the database can be written: {}", e.getMessage());
                }
            }
            LockSupport.parkNanos(PAUSES.pause(failures).toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while the migration waited for the database");
            }
        }
    }

    /** An update of what the server holds. */
    @FunctionalInterface
    interface Update {
        void run() throws SQLException;
    }

    /** Updates TimescaleDB before any other session: without the library of its version, each statement of others fails. */
    static void prepare(Update timescale, DatabaseConfig config, List<ServiceRole> roles) throws SQLException {
        timescale.run();
        for (ServiceRole role : roles) {
            role.prepare(config);
        }
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
            return Layout.findTimescaleSchema(connection).orElse("public");
        }
    }
}
