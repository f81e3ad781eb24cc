package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Secret;
import org.metrobed.store.write.WriteMode;
import org.metrobed.testkit.Observations;

@SeveralConnections
final class ServiceRoleIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final ServiceRole READER =
            new ServiceRole(RoleGroup.READERS, "reader_of_tests", new Secret("reads"));
    private static final ServiceRole WRITER =
            new ServiceRole(RoleGroup.WRITERS, "writer_of_tests", new Secret("writes"));

    @BeforeAll
    static void grant() throws SQLException {
        READER.prepare(STORE.config());
        WRITER.prepare(STORE.config());
        Migrations.migrate(STORE.config());
    }

    @BeforeEach
    void setPasswords() throws SQLException {
        READER.prepare(STORE.config());
        WRITER.prepare(STORE.config());
    }

    @ParameterizedTest
    @EnumSource
    void bothReadEveryTableAndView(RoleGroup group) throws SQLException {
        STORE.append(
                RowWriters.observations(), List.of(Observations.observation().build()));
        ServiceRole role = group == RoleGroup.READERS ? READER : WRITER;
        assertThat(as(role, "select count(*) from observation")).isEqualTo("1");
        assertThat(as(role, "select count(*) from current_observation")).isEqualTo("1");
        assertThat(as(role, """
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
                "select add_partitions('observation', array['1999-01-01'::date])",
                "select leave_to_clustering('observation', array['1999-01-01'::date])"
            })
    void readerChangesNothing(String command) throws SQLException {
        assertRefused(READER, command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from observation",
                "update observation set result = 0",
                "update window_revision set good_count = 0",
                "update alert_action set author = 'x'",
                "delete from annotation_event",
                "delete from dead_letter",
                "insert into deployment (layout) values ('native')",
                "update flyway_schema_history set success = true",
                "truncate observation",
                "drop table observation",
                "drop view current_window",
                "alter table observation add column x int",
                "alter table observation rename to other",
                "create index on observation (received_time)",
                "create table mine (x int)",
                "create function mine() returns int language sql return 1",
                "create schema mine",
                "create role mine",
                "alter schema public rename to other"
            })
    void writerNeitherAltersATableNorRemovesARow(String command) throws SQLException {
        assertRefused(WRITER, command);
    }

    @Test
    void everyTableButTwoTakesRowsOfTheWriter() throws SQLException {
        assertThat(as(WRITER, """
                select string_agg(relname, ', ' order by relname) from pg_class
                where relnamespace = current_schema::regnamespace and relkind in ('r', 'p') and not relispartition
                  and not has_table_privilege(oid, 'insert')""")).isEqualTo("deployment, flyway_schema_history");
    }

    @Test
    void partitionsOfTheWriterBelongToTheOwner() throws SQLException {
        try (StoreSession session = StoreSession.open(WRITER.of(STORE.config()), WriteMode.COPY, "test")) {
            session.append(
                    RowWriters.observations(),
                    List.of(Observations.observation()
                            .at(Instant.parse("2011-03-04T05:06:07Z"))
                            .build()),
                    TestStore.PROGRESS);
        }
        assertThat(STORE.text("select string_agg(distinct pg_get_userbyid(relowner), ',') from pg_class"
                        + " where relnamespace = current_schema::regnamespace and relkind in ('r', 'p')"))
                .isEqualTo(STORE.config().user());
        if (STORE.layout() == Layout.NATIVE) {
            assertThat(STORE.text("select reloptions from pg_class where oid = 'observation_2011_03'::regclass"))
                    .contains("autovacuum_vacuum_insert_threshold=-1");
        }
    }

    /** CVE-2018-1058: objects in a schema that is searched first must not run with the owner's rights. */
    @Test
    void functionsOfTheOwnerIgnoreTheSearchPathOfTheCaller() throws SQLException {
        String trap = STORE.config().schema() + "_trap";
        STORE.execute("create schema " + trap);
        STORE.execute("grant all on schema " + trap + " to " + WRITER.name());
        try (Connection connection = Databases.connect(WRITER.of(STORE.config()));
                Statement statement = connection.createStatement()) {
            statement.execute("create table " + trap + ".caught (who text)");
            statement.execute("create function " + trap + ".to_char(date, text) returns text language sql as"
                    + " $$insert into " + trap + ".caught values (current_user) returning '_1999_01'$$");
            statement.execute("grant all on all tables in schema " + trap + " to public");
            statement.execute("set search_path to " + trap + ", pg_catalog, "
                    + STORE.config().schema());
            statement.execute("select add_partitions('observation', array['1999-01-01'::date])");
            statement.execute("select leave_to_clustering('observation', array['1999-01-01'::date])");
            assertThat(STORE.text("select count(*) from " + trap + ".caught")).isEqualTo("0");
        } finally {
            STORE.execute("drop schema " + trap + " cascade");
        }
    }

    @Test
    void functionsOfTheOwnerServeOnlyTablesThatTheCallerMayAppendTo() throws SQLException {
        STORE.execute("create table parent_of_another (t timestamptz) partition by range (t)");
        try {
            assertRefused(WRITER, "select add_partitions('parent_of_another', array['1999-01-01'::date])");
            assertRefused(WRITER, "select leave_to_clustering('parent_of_another', array['1999-01-01'::date])");
        } finally {
            STORE.execute("drop table parent_of_another");
        }
    }

    /** A trigger of the caller's own table would run with the owner's rights. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select open_segments('t', 'tm', now(), now(), '{1}')",
                "select leave_to_clustering('t', array['1999-01-01'::date])",
                "select add_partitions('parted', array['1999-01-01'::date])"
            })
    void functionsOfTheOwnerServeNoTableOfTheCaller(String call) throws SQLException {
        try (Connection connection = Databases.connect(WRITER.of(STORE.config()));
                Statement statement = connection.createStatement()) {
            statement.execute("create temp table t (series_id int, tm timestamptz)");
            statement.execute("create temp table parted (tm timestamptz) partition by range (tm)");
            statement.execute("create function pg_temp.f() returns trigger language plpgsql as $$begin"
                    + " execute 'alter role " + WRITER.name() + " superuser'; return null; end$$");
            statement.execute("create trigger x before update on t for each statement execute function pg_temp.f()");
            assertThatThrownBy(() -> statement.execute(call))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(WRITER.name() + " may not append to");
        }
        assertThat(STORE.text("select rolsuper from pg_roles where rolname = '" + WRITER.name() + "'"))
                .isEqualTo("f");
    }

    @Test
    void schemaThatIsMadeLaterHasTheSameRights() throws SQLException {
        DatabaseConfig later = STORE.config().withSchema(STORE.config().schema() + "_later");
        Migrations.migrate(later);
        try (Connection connection = Databases.connect(READER.of(later));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from observation")) {
            assertThat(row.next()).isTrue();
            try (StoreSession session = StoreSession.open(WRITER.of(later), WriteMode.COPY, "test")) {
                assertThat(session.append(
                                        RowWriters.observations(),
                                        List.of(Observations.observation().build()),
                                        TestStore.PROGRESS)
                                .appended())
                        .isEqualTo(1);
            }
        } finally {
            Schemas.drop(later);
        }
    }

    @Test
    void installationWithoutRolesMigratesAndWritesAsItsOwner() throws SQLException {
        DatabaseConfig alone = STORE.newConfig();
        try {
            Migrations.migrate(alone);
            try (StoreSession session = StoreSession.open(alone, WriteMode.COPY, "test")) {
                assertThat(session.append(
                                        RowWriters.observations(),
                                        List.of(Observations.observation().build()),
                                        TestStore.PROGRESS)
                                .appended())
                        .isEqualTo(1);
            }
        } finally {
            Schemas.drop(alone);
        }
    }

    @Test
    void newPasswordReplacesTheOldOne() throws SQLException {
        ServiceRole changed = new ServiceRole(RoleGroup.READERS, READER.name(), new Secret("reads more"));
        changed.prepare(STORE.config());
        Databases.connect(changed.of(STORE.config())).close();
        assertThatThrownBy(() -> Databases.connect(READER.of(STORE.config()))).isInstanceOf(SQLException.class);
    }

    @Test
    void roleThatCannotConnectForNowKeepsItsPassword() throws SQLException {
        String limit = "alter role " + READER.name() + " connection limit ";
        ServiceRole changed = new ServiceRole(RoleGroup.READERS, READER.name(), new Secret("reads less"));
        STORE.execute("alter role " + READER.name() + " password 'reads less'");
        STORE.execute(limit + 0);
        try {
            assertThatThrownBy(() -> changed.prepare(STORE.config()))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            busy -> assertThat(busy.getSQLState()).isEqualTo("53300"));
        } finally {
            STORE.execute(limit + -1);
        }
    }

    @Test
    void userWhoMayNotCreateRolesNeedsAnAdministrator() {
        ServiceRole other = new ServiceRole(RoleGroup.WRITERS, "another_writer", new Secret("writes"));
        assertThatThrownBy(() -> other.prepare(READER.of(STORE.config())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("reader_of_tests may not create the role another_writer")
                .hasMessageContaining("create role another_writer login in role metrobed_writers");
    }

    @Test
    void roleOfAServiceIsNotTheOwner() {
        ServiceRole same = new ServiceRole(RoleGroup.READERS, STORE.config().user(), new Secret("x"));
        assertThatThrownBy(() -> same.prepare(STORE.config()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_DATABASE_READER is '" + same.name() + "'");
    }

    /** Otherwise the password of an administrator would be replaced by one that a service knows. */
    @ParameterizedTest
    @ValueSource(strings = {"superuser", "createrole", "createdb", "replication"})
    void roleWithRightsOfAnAdministratorIsRefusedAndKeepsItsPassword(String right) throws SQLException {
        String name = "admin_of_tests_" + right;
        STORE.execute("create role " + name + " login password 'its own' " + right);
        try {
            ServiceRole taken = new ServiceRole(RoleGroup.WRITERS, name, new Secret("other"));
            assertThatThrownBy(() -> taken.prepare(STORE.config()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("METROBED_DATABASE_WRITER is '" + name + "', must be a role of its own");
            Databases.connect(new DatabaseConfig(
                            STORE.config().url(),
                            name,
                            new Secret("its own"),
                            STORE.config().schema()))
                    .close();
        } finally {
            STORE.execute("drop role " + name);
        }
    }

    @Test
    void roleThatWritesIsRefusedAsTheOneThatReads() {
        ServiceRole both = new ServiceRole(RoleGroup.READERS, WRITER.name(), WRITER.password());
        assertThatThrownBy(() -> both.prepare(STORE.config()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("may write");
    }

    private static void assertRefused(ServiceRole role, String command) throws SQLException {
        try (Connection connection = Databases.connect(role.of(STORE.config()));
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(command))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState())
                                    .as(refused.getMessage())
                                    .isEqualTo("42501"));
        }
    }

    private static String as(ServiceRole role, String sql) throws SQLException {
        try (Connection connection = Databases.connect(role.of(STORE.config()));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
