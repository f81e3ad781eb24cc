package org.metrobed.stream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.config.Secret;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Schemas;
import org.metrobed.store.query.Query;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteContext;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.PostgresExtension;

@Timeout(120)
class StoreWriterIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_WAITING = 100;
    private static final String SESSIONS = "select sessions from pg_stat_database where datname = current_database()";
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "test-task");
        thread.setDaemon(true);
        thread.start();
    };

    private DatabaseConfig database;
    private HikariDataSource pool;

    @BeforeEach
    void migrate() throws SQLException {
        database = new DatabaseConfig(
                POSTGRES.url(), POSTGRES.user(), new Secret(POSTGRES.password()), POSTGRES.newSchema());
        Migrations.migrate(database);
        pool = Databases.pool(database, 1);
    }

    @AfterEach
    void drop() throws SQLException {
        pool.close();
        Schemas.drop(database);
    }

    @Test
    void rowsOfAllSinksAreStoredByOneWriter() throws Exception {
        StoreSink.Target target = target();
        try (Task<Observation> one = task(target, "observations", RowWriters.observations());
                Task<Observation> other = task(target, "observations-derived", RowWriters.observations());
                Task<WindowRevision> windows = task(target, "windows", RowWriters.windows())) {
            for (Observation row : rows(0, 250)) {
                one.rows.add(row);
            }
            for (Observation row : rows(250, 500)) {
                other.rows.add(row);
            }
            windows.rows.awaitStored();
            one.rows.awaitStored();
            other.rows.awaitStored();

            assertThat(number("select count(*) from observation")).isEqualTo(500);
            assertThat(one.writer).isSameAs(other.writer).isSameAs(windows.writer);
        }
    }

    @Test
    void progressFollowsTheWatermarkAlsoWithoutRows() throws Exception {
        StoreSink.Target target = target();
        try (Task<Observation> busy = task(target, "observations", RowWriters.observations());
                Task<WindowRevision> quiet = task(target, "windows", RowWriters.windows())) {
            busy.rows.add(rows(0, 1).get(0));
            busy.rows.reach(5_000);
            quiet.rows.reach(4_000);

            awaitProgress("observations", 5_000);
            awaitProgress("windows", 4_000);
            quiet.rows.reach(6_000);
            awaitProgress("windows", 6_000);
        }
    }

    @Test
    void progressIsNeverAheadOfRowsThatFail() throws Exception {
        RowWriter<Observation> failing = failing(new SQLException("by the test", "XX000"));
        StoreSink.Target target = target();
        try (Task<Observation> bad = task(target, "observations", failing);
                Task<WindowRevision> good = task(target, "windows", RowWriters.windows())) {
            bad.rows.add(rows(0, 1).get(0));
            bad.rows.reach(5_000);
            good.rows.reach(5_000);

            assertThatThrownBy(bad.rows::awaitStored)
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("by the test");
            Eventually.passes(
                    LIMIT,
                    () -> assertThatThrownBy(() -> good.rows.reach(6_000))
                            .as("each task of the job fails")
                            .isInstanceOf(IOException.class));
            assertThat(number("select count(*) from sink_progress where sink = 'observations'"))
                    .isZero();
        }
    }

    @Test
    void restartedJobHasAnotherWriterAfterAFailure() throws Exception {
        StoreSink.Target target = target();
        Task<Observation> bad = task(target, "observations", failing(new SQLException("by the test", "XX000")));
        bad.rows.add(rows(0, 1).get(0));
        assertThatThrownBy(bad.rows::awaitStored).isInstanceOf(IOException.class);
        try (Task<Observation> restarted = task(target, "observations", RowWriters.observations())) {
            bad.close();
            restarted.rows.add(rows(0, 1).get(0));
            restarted.rows.awaitStored();
        }
        assertThat(number("select count(*) from observation")).isEqualTo(1);
    }

    @Test
    void rowsThatAreStoredAlreadyAreReplaysInEachTable() throws Exception {
        StoreSink.Target target = target();
        for (int attempt = 0; attempt < 2; attempt++) {
            try (Task<Observation> task = task(target, "observations", RowWriters.observations());
                    Task<Observation> derived = task(target, "observations-derived", RowWriters.observations())) {
                for (Observation row : rows(0, 50)) {
                    task.rows.add(row);
                }
                for (Observation row : rows(50, 90)) {
                    derived.rows.add(row);
                }
                task.rows.awaitStored();
                derived.rows.awaitStored();
            }
        }
        assertThat(number("select count(*) from observation")).isEqualTo(90);
    }

    @Test
    void taskWaitsWhileTooManyOfItsRowsDoAndGoesOnWithTheDatabase() throws Exception {
        StoreSink.Target target = target();
        Gate gate = new Gate(RowWriters.observations());
        try (Task<Observation> task = task(target, "observations", gate)) {
            CompletableFuture<Void> adding = CompletableFuture.runAsync(
                    () -> {
                        try {
                            for (Observation row : rows(0, 10 * MOST_WAITING)) {
                                task.rows.add(row);
                            }
                            task.rows.awaitStored();
                        } catch (IOException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    THREADS);
            gate.awaitAttempts(3);
            assertThat(adding).isNotDone();
            assertThat(number("select count(*) from observation")).isZero();
            gate.open = true;
            adding.join();
        }
        assertThat(number("select count(*) from observation")).isEqualTo(10L * MOST_WAITING);
    }

    @Test
    void databaseThatTakesNoWritesForAWhileIsWaitedFor() throws Exception {
        try (Task<Observation> task = task(target(), "observations", RowWriters.observations())) {
            task.rows.add(rows(0, 1).get(0));
            task.rows.awaitStored();
            setReadOnly(true);
            long before = number(SESSIONS);
            CompletableFuture<Void> storing;
            try {
                storing = CompletableFuture.runAsync(
                        () -> {
                            try {
                                for (Observation row : rows(1, 3 * MOST_WAITING)) {
                                    task.rows.add(row);
                                }
                                task.rows.awaitStored();
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        THREADS);
                Eventually.await("several attempts", LIMIT, () -> number(SESSIONS) >= before + 4);
                assertThat(storing).isNotDone();
            } finally {
                setReadOnly(false);
            }
            storing.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(number("select count(*) from observation")).isEqualTo(3L * MOST_WAITING);
    }

    @Test
    void rowsOfATaskThatLeftAreDropped() throws Exception {
        StoreSink.Target target = target();
        Gate gate = new Gate(RowWriters.observations());
        Task<Observation> task = task(target, "observations", gate);
        task.rows.add(rows(0, 1).get(0));
        gate.awaitAttempts(1);
        task.close();
        assertThat(number("select count(*) from observation")).isZero();
    }

    @Test
    void rowsOfABacklogWaitLonger() {
        StoreSink.Target target = target();
        assertThat(StoreWriter.lingerMillis(target, MOST_WAITING / 2 - 1)).isEqualTo(target.lingerMillis());
        assertThat(StoreWriter.lingerMillis(target, MOST_WAITING / 2)).isEqualTo(3 * target.lingerMillis());
    }

    private record Task<T>(StoreWriter writer, WaitingRows<T> rows) implements AutoCloseable {
        @Override
        public void close() {
            writer.leave(rows);
        }
    }

    /** Loses the connection until it is open. */
    private static final class Gate implements RowWriter<Observation> {
        private final RowWriter<Observation> behind;
        private volatile boolean open;
        private final AtomicInteger attempts = new AtomicInteger();

        Gate(RowWriter<Observation> behind) {
            this.behind = behind;
        }

        void awaitAttempts(int wanted) {
            Eventually.await("attempts to store", LIMIT, () -> attempts.get() >= wanted);
        }

        @Override
        public String table() {
            return behind.table();
        }

        @Override
        public void prepare(WriteContext context, List<Observation> rows) throws SQLException {
            behind.prepare(context, rows);
        }

        @Override
        public WriteResult write(WriteContext context, List<Observation> rows) throws SQLException {
            attempts.incrementAndGet();
            if (!open) {
                throw new SQLException("the connection is lost", "08006");
            }
            return behind.write(context, rows);
        }
    }

    private static RowWriter<Observation> failing(SQLException reason) {
        RowWriter<Observation> behind = RowWriters.observations();
        return new RowWriter<>() {
            @Override
            public String table() {
                return behind.table();
            }

            @Override
            public void prepare(WriteContext context, List<Observation> rows) throws SQLException {
                behind.prepare(context, rows);
            }

            @Override
            public WriteResult write(WriteContext context, List<Observation> rows) throws SQLException {
                throw reason;
            }
        };
    }

    private static <T> Task<T> task(StoreSink.Target target, String sink, RowWriter<T> table) {
        StoreWriter writer = StoreWriter.enter(target);
        RowCounters counters = new RowCounters(new UnregisteredMetricsGroup());
        return new Task<>(writer, writer.add(sink, 0, 1, table, counters));
    }

    private StoreSink.Target target() {
        return new StoreSink.Target(database, WriteMode.COPY, "test", MOST_WAITING, 20);
    }

    /** As an administrator or the manager of a cluster does before the role of the server changes. */
    private static void setReadOnly(boolean readOnly) throws SQLException {
        try (Connection connection = DriverManager.getConnection(POSTGRES.url(), POSTGRES.user(), POSTGRES.password());
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set default_transaction_read_only = " + (readOnly ? "on" : "off"));
            statement.execute("select pg_reload_conf()");
        }
    }

    private static List<Observation> rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Observations.observation()
                        .afterNoon(Duration.ofSeconds(i))
                        .build())
                .toList();
    }

    private void awaitProgress(String sink, long millis) {
        Eventually.await(
                sink + " at " + millis,
                LIMIT,
                () -> number("select coalesce(max(" + Query.asMillis("log_time")
                                + "), 0) from sink_progress where sink = '" + sink + "'")
                        == millis);
    }

    private long number(String sql) {
        try {
            return new Query()
                    .add("select n from (" + sql + ") counted (n)")
                    .list(pool, row -> row.int8("n"))
                    .get(0);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
