package org.metrobed.api.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.config.Secret;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Schemas;
import org.metrobed.store.StoreSession;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.retention.Kept;
import org.metrobed.store.retention.RetentionPolicy;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.write.WriteMode;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.PostgresExtension;

/** The thread that deletes old rows and rewrites closed months. */
final class SweeperIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private DatabaseConfig database;

    @BeforeEach
    void append() throws SQLException {
        database = new DatabaseConfig(
                POSTGRES.url(), POSTGRES.user(), new Secret(POSTGRES.password()), POSTGRES.newSchema());
        Migrations.migrate(database);
        try (StoreSession session = StoreSession.open(database, WriteMode.COPY, "test")) {
            session.append(
                    RowWriters.observations(),
                    List.of(Observations.observation().build()),
                    new Progress("test", 0, 1, 0));
        }
    }

    @AfterEach
    void drop() throws SQLException {
        Schemas.drop(database);
    }

    @Test
    void oldRowsGoSoonAfterItStarts() {
        RetentionPolicy policy = new RetentionPolicy(Map.of(Kept.OBSERVATIONS, Duration.ofDays(1)));
        try (Sweeper sweeper = new Sweeper(database, policy, SettingsSource.NONE, () -> LATER)) {
            sweeper.start();
            Eventually.await("the row is gone", LIMIT, () -> count() == 0);
        }
    }

    @Test
    void withoutATimeToKeepEveryRowStays() {
        try (Sweeper sweeper = new Sweeper(database, RetentionPolicy.FOR_EVER, SettingsSource.NONE, () -> LATER)) {
            sweeper.start();
        }
        assertThat(count()).isEqualTo(1);
    }

    private long count() {
        try (Connection connection = Databases.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from observation")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
