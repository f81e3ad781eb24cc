package org.metrobed.store.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Layout;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Schemas;
import org.metrobed.store.SeveralConnections;
import org.metrobed.store.StoreSession;
import org.metrobed.store.TableDigest;
import org.metrobed.store.TestStore;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Observations;

final class SchemaCopyIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Instant START = Instant.parse("2024-11-28T00:00:00Z");

    private final List<String> said = new ArrayList<>();
    private DatabaseConfig live;
    private DatabaseConfig target;

    @BeforeEach
    void fill() throws SQLException {
        live = STORE.newConfig();
        target = STORE.newConfig();
        Migrations.migrate(live, Layout.NATIVE);
        append(live, rows(0, 2_000));
        append(
                live,
                List.of(row(5).tests(TestBits.DUPLICATE)
                        .value(-1)
                        .raw(0, 90_000, 0)
                        .build()));
        execute(
                live,
                "insert into suppression_event (suppression_id, event, kind, pattern, from_time, to_time, reason, author)"
                        + " values ('s1', 'made', 'silence', '*/*/*', now(), now() + interval '1 hour', 'r', 'a')");
        execute(
                live,
                "insert into notification (receiver, group_id, fingerprint, step, severity, size, made_time)"
                        + " values ('r', 'g', 'f', 'firing', 'critical', 1, now())");
        execute(
                live,
                "insert into notification_attempt select notification_id, 1, 'sent', '', now() from notification");
    }

    @AfterEach
    void drop() throws SQLException {
        Schemas.drop(live);
        Schemas.drop(target);
    }

    @Test
    @SeveralConnections
    void copyInAnotherDatabaseHasEveryRowAndTakesMore() throws SQLException {
        // another address of the same server: rows go through this process
        DatabaseConfig other = new DatabaseConfig(
                target.url() + "?tcpKeepAlive=true", target.user(), target.password(), target.schema());
        assertThat(copy(other).run()).isEqualTo(STORE.layout());
        assertCopied(other);
        assertThat(Schemas.exists(live)).isTrue();
    }

    @Test
    void copyInTheSameDatabaseHasEveryRowAndTakesMore() throws SQLException {
        assertThat(copy(target).run()).isEqualTo(STORE.layout());
        assertCopied(target);
    }

    @Test
    void nativePartitionsBecomeHypertablesWithTheirRows() throws SQLException {
        assumeThat(STORE.layout()).as("layout").isEqualTo(Layout.TIMESCALE);
        List<TableDigest> before = TableDigest.list(live);
        assertThat(copy(target).replace()).isEqualTo(Layout.TIMESCALE);
        assertThat(text(target, "select layout from deployment")).isEqualTo("native");
        assertThat(text(live, "select layout from deployment")).isEqualTo("timescale");
        assertThat(TableDigest.list(live)).isEqualTo(before);
        assertThat(text(
                        live,
                        "select count(*) from timescaledb_information.chunks where hypertable_schema = current_schema"
                                + " and hypertable_name = 'observation' and is_compressed"))
                .as("chunks that are over")
                .isNotEqualTo("0");
        assertCopied(live);
    }

    @Test
    void serverWithoutAnotherLayoutReplacesNothing() throws SQLException {
        assumeThat(STORE.layout()).as("layout").isEqualTo(Layout.NATIVE);
        assertThatThrownBy(() -> copy(target).replace())
                .isInstanceOf(CopyException.class)
                .hasMessage(
                        "the schema has the layout native, and this server gives no other one: it has no TimescaleDB");
        assertThat(text(live, "select count(*) from observation")).isEqualTo("2000");
        assertThat(Schemas.exists(live.withSchema(live.schema() + "_copy"))).isFalse();
    }

    @Test
    void targetWithTheSchemaIsRefused() throws SQLException {
        Migrations.migrate(target);
        assertThatThrownBy(() -> copy(target).run())
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("has a schema " + target.schema());
    }

    @Test
    @SeveralConnections
    void rowThatComesMeanwhileIsFoundAndThereIsNoCopy() throws SQLException {
        SchemaCopy copy = new SchemaCopy(live, target, sentence -> {
            if (sentence.startsWith("observation:")) {
                appendUnchecked(live, rows(3_000, 3_001));
            }
        });
        assertThatThrownBy(copy::run)
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("the copy of observation has 2000 rows, and the table 2001")
                .hasMessageContaining("stop everything that writes");
        assertThat(Schemas.exists(target)).isFalse();
        assertThat(Schemas.exists(target.withSchema(target.schema() + "_copy"))).isFalse();
    }

    @Test
    @SeveralConnections
    void whatPeopleDoMeanwhileIsFoundAndThereIsNoCopy() {
        String one =
                "insert into suppression_event (suppression_id, event, kind, pattern, from_time, to_time, reason, author)"
                        + " values ('s2', 'made', 'silence', '*/*/*', now(), now() + interval '1 hour', 'r', 'a')";
        SchemaCopy copy = new SchemaCopy(live, target, sentence -> {
            if (sentence.startsWith("suppression_event:")) {
                executeUnchecked(live, one);
            }
        });
        assertThatThrownBy(copy::run)
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("the copy of suppression_event has 1 rows, and the table 2");
    }

    @Test
    @SeveralConnections
    void nobodyWritesBetweenTheComparisonAndTheNewName() throws SQLException {
        UnfinishedCopy copy = new UnfinishedCopy(target.withSchema(target.schema() + "_copy"));
        copy.begin();
        try {
            // the comparison waits for a writer that has begun
            try (Connection writer = Databases.connect(live);
                    Statement statement = writer.createStatement()) {
                writer.setAutoCommit(false);
                statement.execute("delete from notification_attempt");
                execute(live, "alter role " + live.user() + " set lock_timeout to '200ms'");
                assertThatThrownBy(() -> copy.finish(live, List.of("notification_attempt"), List.of()))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                waited -> assertThat(waited.getSQLState()).isEqualTo("55P03"));
            }
        } finally {
            execute(live, "alter role " + live.user() + " reset lock_timeout");
            copy.drop();
        }
    }

    @Test
    void schemaOfSomebodyElseIsNotDropped() throws SQLException {
        DatabaseConfig other = target.withSchema(target.schema() + "_copy");
        execute(live, "create schema " + other.schema());
        try {
            execute(other, "create table kept (x int)");
            assertThatThrownBy(() -> copy(target).run())
                    .isInstanceOf(CopyException.class)
                    .hasMessageContaining(
                            "the database has a schema " + other.schema() + ", which copy-database needs");
            assertThat(text(other, "select count(*) from kept")).isEqualTo("0");
        } finally {
            Schemas.drop(other);
        }
    }

    @Test
    void copyThatWasStoppedIsMadeAgain() throws SQLException {
        new UnfinishedCopy(target.withSchema(target.schema() + "_copy")).begin();
        copy(target).run();
        assertThat(text(target, "select obj_description('" + target.schema() + "'::regnamespace, 'pg_namespace')"))
                .isNull();
    }

    private SchemaCopy copy(DatabaseConfig into) {
        return new SchemaCopy(live, into, said::add);
    }

    private void assertCopied(DatabaseConfig copied) throws SQLException {
        assertThat(said)
                .contains("observation: 2,000 rows", "observation_conflict: 1 rows", "notification_attempt: 1 rows");
        if (Schemas.exists(target) && !copied.equals(live)) {
            assertThat(TableDigest.list(copied)).isEqualTo(TableDigest.list(live));
        }
        // a replay is told from new rows, new datastreams and people's rows get numbers of their own
        assertThat(append(copied, rows(1_990, 2_010))).isEqualTo(new WriteResult(10, 10, 0, 0));
        append(copied, List.of(Observations.observation().of("city/other/no2").build()));
        assertThat(text(
                        copied,
                        "insert into notification (receiver, group_id, fingerprint, step, severity, size, made_time)"
                                + " values ('r', 'g', 'f2', 'firing', 'critical', 1, now()) returning notification_id"))
                .isEqualTo("2");
        assertThat(text(copied, "select count(distinct series_id) from series")).isEqualTo("2");
    }

    private static List<Observation> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> row(i).build()).toList();
    }

    /** A row every three minutes: from the end of November into December. */
    private static Observations row(int i) {
        return Observations.observation()
                .at(START.plus(Duration.ofMinutes(3L * i)))
                .value(i % 17)
                .raw(0, i, 0);
    }

    private static WriteResult append(DatabaseConfig config, List<Observation> rows) throws SQLException {
        try (StoreSession session =
                StoreSession.open(config, TestStore.modes().findFirst().orElseThrow(), "test")) {
            return session.append(RowWriters.observations(), rows, TestStore.PROGRESS);
        }
    }

    private static void appendUnchecked(DatabaseConfig config, List<Observation> rows) {
        try {
            append(config, rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(DatabaseConfig config, String command) throws SQLException {
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static void executeUnchecked(DatabaseConfig config, String command) {
        try {
            execute(config, command);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(DatabaseConfig config, String query) throws SQLException {
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
