package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Secret;
import org.metrobed.testkit.Observations;

@SeveralConnections
final class ReadRoleIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final ReadRole READER = new ReadRole("reader_of_tests", new Secret("reads"));

    @Test
    void readerReadsEveryTableAndView() throws SQLException {
        prepare();
        STORE.append(
                RowWriters.observations(), List.of(Observations.observation().build()));
        assertThat(asReader("select count(*) from observation")).isEqualTo("1");
        assertThat(asReader("select count(*) from current_observation")).isEqualTo("1");
        assertThat(asReader("""
                select string_agg(relname, ', ') from pg_class
                where relnamespace = current_schema::regnamespace and relkind in ('r', 'p', 'v') and not relispartition
                  and not has_table_privilege(oid, 'select')""")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into series (datastream) values ('x')",
                "delete from observation",
                "update alert_event set severity = 'none'",
                "truncate window_revision",
                "drop table observation",
                "create table mine (x int)",
                "select ensure_partitions('observation', array['1999-01-01'::date])"
            })
    void readerChangesNothing(String command) throws SQLException {
        prepare();
        try (Connection connection = Databases.connect(READER.of(STORE.config()));
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(command))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState())
                                    .as(refused.getMessage())
                                    .isEqualTo("42501"));
        }
    }

    @Test
    void schemaThatIsMadeLaterCanBeReadToo() throws SQLException {
        READER.prepare(STORE.config());
        DatabaseConfig later = STORE.config().withSchema(STORE.config().schema() + "_later");
        Migrations.migrate(later);
        try (Connection connection = Databases.connect(READER.of(later));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from observation")) {
            assertThat(row.next()).isTrue();
        } finally {
            Schemas.drop(later);
        }
    }

    @Test
    void newPasswordReplacesTheOldOne() throws SQLException {
        prepare();
        ReadRole changed = new ReadRole(READER.name(), new Secret("reads more"));
        changed.prepare(STORE.config());
        Databases.connect(changed.of(STORE.config())).close();
        assertThatThrownBy(() -> Databases.connect(READER.of(STORE.config()))).isInstanceOf(SQLException.class);
    }

    @Test
    void userWhoMayNotCreateRolesNeedsAnAdministrator() throws SQLException {
        prepare();
        ReadRole other = new ReadRole("another_reader", new Secret("reads"));
        assertThatThrownBy(() -> other.prepare(READER.of(STORE.config())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("reader_of_tests may not create the role another_reader")
                .hasMessageContaining("create role another_reader login in role metrobed_readers");
    }

    @Test
    void roleThatReadsIsNotTheOneThatWrites() {
        ReadRole same = new ReadRole(STORE.config().user(), new Secret("x"));
        assertThatThrownBy(() -> same.prepare(STORE.config()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_DATABASE_READER is '" + same.name() + "'");
    }

    private static void prepare() throws SQLException {
        READER.prepare(STORE.config());
        Migrations.migrate(STORE.config());
    }

    private static String asReader(String sql) throws SQLException {
        try (Connection connection = Databases.connect(READER.of(STORE.config()));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
