package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.Observation;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

final class MigrationsIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void migratingTwiceKeepsLayoutAndRows() throws SQLException {
        STORE.append(
                RowWriters.observations(), List.of(Observations.observation().build()));
        Layout before = STORE.layout();

        assertThat(Migrations.migrate(STORE.config())).isEqualTo(before);
        assertThat(STORE.text("select count(*) from observation")).isEqualTo("1");
    }

    @Test
    void layoutIsHypertablesWhereTimescaleIsInstalledAndPartitionsElsewhere() throws SQLException {
        String installed = STORE.text("select count(*) from pg_extension where extname = 'timescaledb'");

        assertThat(STORE.layout()).isEqualTo(installed.equals("1") ? Layout.TIMESCALE : Layout.NATIVE);
        assertThat(STORE.layout().word()).isEqualTo(System.getProperty("metrobed.test.store.layout", "native"));
        if (STORE.layout() == Layout.TIMESCALE) {
            assertThat(STORE.text("select string_agg(hypertable_name || compression_enabled, ','"
                            + " order by hypertable_name) from timescaledb_information.hypertables"
                            + " where hypertable_schema = current_schema"))
                    .isEqualTo("observationtrue,window_revisiontrue");
            assertThat(STORE.text("select string_agg(time_interval::text, ',' order by hypertable_name)"
                            + " from timescaledb_information.dimensions where hypertable_schema = current_schema"))
                    .isEqualTo("2 days,7 days");
        } else {
            assertThat(STORE.text("select string_agg(relname, ',' order by relname) from pg_class"
                            + " where relkind = 'p' and relnamespace = current_schema::regnamespace"))
                    .isEqualTo("observation,window_revision");
        }
    }

    @Test
    @SeveralConnections
    void migrationWaitsForADatabaseThatTakesNoWrites() throws Exception {
        DatabaseConfig config = new DatabaseConfig(
                STORE.config().url(),
                STORE.config().user(),
                STORE.config().password(),
                STORE.config().schema() + "_waits");
        FutureTask<Layout> migration = new FutureTask<>(() -> Migrations.migrateWhenReady(config, List.of()));
        Thread thread = new Thread(migration, "migration");
        setReadOnly(true);
        try {
            thread.start();
            Eventually.await("a pause", LIMIT, () -> thread.getState() == Thread.State.TIMED_WAITING);
            assertThat(migration).isNotDone();
        } finally {
            setReadOnly(false);
        }
        assertThat(migration.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(STORE.layout());
        Schemas.drop(config);
    }

    private static void setReadOnly(boolean readOnly) throws SQLException {
        try (Connection connection = Databases.connect(STORE.config());
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set default_transaction_read_only = " + (readOnly ? "on" : "off"));
            statement.execute("select pg_reload_conf()");
        }
    }

    @Test
    @SeveralConnections
    void fourProcessesMayMigrateANewSchemaAtOnce()
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        DatabaseConfig fresh = STORE.newConfig();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Layout>> migrations = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> Migrations.migrate(fresh)))
                    .toList();
            for (Future<Layout> migration : migrations) {
                assertThat(migration.get(60, TimeUnit.SECONDS)).isEqualTo(STORE.layout());
            }
        } finally {
            threads.shutdownNow();
            Schemas.drop(fresh);
        }
    }

    @Test
    void sessionRefusesASchemaThatWasNotMigrated() {
        assertThatThrownBy(() -> StoreSession.open(
                        STORE.newConfig(), TestStore.modes().findFirst().orElseThrow(), "test"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("deployment");
    }

    @Test
    void rebuiltSchemaTakesThePlaceOfTheLiveOne() throws SQLException {
        Observation row = Observations.observation().build();
        Observation late =
                Observations.observation().at(Times.NOON.plusSeconds(9)).build();
        DatabaseConfig live = migrated(row);
        DatabaseConfig rebuilt = migrated(row);
        DatabaseConfig old = STORE.newConfig();
        try {
            assertThat(TableDigest.list(rebuilt)).isEqualTo(TableDigest.list(live));
            Schemas.swap(live, rebuilt.schema(), old.schema());

            assertThat(Schemas.exists(rebuilt)).isFalse();
            assertThat(TableDigest.list(old)).isEqualTo(TableDigest.list(live));
            append(live, late);
            assertThat(TableDigest.list(old)).isNotEqualTo(TableDigest.list(live));
            assertThat(Migrations.migrate(live)).isEqualTo(STORE.layout());
        } finally {
            Schemas.drop(live);
            Schemas.drop(old);
        }
        assertThat(Schemas.exists(live)).isFalse();
    }

    /** The search path of a user contains the schema of its name, so a rebuild sees the functions of the live schema. */
    @Test
    @SeveralConnections
    void schemaIsMadeBesideOneOnTheSearchPath() throws SQLException {
        DatabaseConfig live = migrated(Observations.observation().build());
        DatabaseConfig fresh = STORE.newConfig();
        String role = "alter role " + live.user();
        STORE.execute(role + " set search_path to " + live.schema() + ", public");
        try {
            assertThat(Migrations.migrate(fresh)).isEqualTo(STORE.layout());
            append(fresh, Observations.observation().build());
            assertThat(TableDigest.list(fresh)).isEqualTo(TableDigest.list(live));
        } finally {
            STORE.execute(role + " reset search_path");
            Schemas.drop(live);
            Schemas.drop(fresh);
        }
    }

    @Test
    void renamedSchemaCanStillBeWritten() throws SQLException {
        DatabaseConfig before = migrated(Observations.observation().build());
        DatabaseConfig after = STORE.newConfig();
        try {
            Schemas.rename(before, after.schema());
            append(after, Observations.observation().of("city/other/no2").build());
            assertThat(TableDigest.list(after).get(0).rows()).isEqualTo(2);
        } finally {
            Schemas.drop(after);
        }
    }

    private static DatabaseConfig migrated(Observation row) throws SQLException {
        DatabaseConfig config = STORE.newConfig();
        Migrations.migrate(config);
        append(config, row);
        return config;
    }

    private static void append(DatabaseConfig config, Observation row) throws SQLException {
        try (StoreSession session =
                StoreSession.open(config, TestStore.modes().findFirst().orElseThrow(), "test")) {
            session.append(RowWriters.observations(), List.of(row), TestStore.PROGRESS);
        }
    }
}
