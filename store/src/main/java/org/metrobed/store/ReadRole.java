package org.metrobed.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Secret;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.postgresql.PGConnection;

/**
 * A role of the database that may read every table and change none. It gets its rights as a member of the role {@value #GROUP},
 * to which {@link Migrations} grants each schema; an administrator may add other members. Immutable.
 *
 * @param name 1 to 48 of {@code a-z 0-9 _}, starting with a letter
 * @param password the password of the role
 */
public record ReadRole(String name, Secret password) {

    /** The role whose members may read. */
    public static final String GROUP = "metrobed_readers";

    /** Setting of the name. */
    public static final Setting NAME = Setting.of(
            "METROBED_DATABASE_READER",
            "role with which the API reads, and which may change nothing; the API creates it; empty: it reads as"
                    + " METROBED_DATABASE_USER",
            "");

    /** Setting of the password. */
    public static final Setting PASSWORD =
            Setting.secret("METROBED_DATABASE_READER_PASSWORD", "password of the role that only reads");

    private static final String FORBIDDEN = "42501";

    /** Serializes processes that grant at once. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('" + GROUP + "'))";

    private static final String LACKING = """
            select quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = '%s' and c.relkind in ('r', 'p', 'v') and not c.relispartition
              and not (has_schema_privilege('%s', n.oid, 'usage') and has_table_privilege('%2$s', c.oid, 'select'))
            order by 1""";

    public ReadRole {
        Objects.requireNonNull(password, "password");
        if (!DatabaseConfig.isSchemaName(name)) {
            throw new IllegalArgumentException(
                    "role '" + name + "' is not 1 to 48 of a-z 0-9 _ starting with a letter");
        }
    }

    /** Reads both settings; empty if no name is set. Errors are collected in {@code settings} until its check. */
    public static Optional<ReadRole> read(Settings settings) {
        String name = settings.text(NAME);
        Secret password = settings.secret(PASSWORD);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!DatabaseConfig.isSchemaName(name) || name.equals(GROUP)) {
            settings.reject(NAME, "must be 1 to 48 of a-z 0-9 _ starting with a letter, and not " + GROUP);
            return Optional.empty();
        }
        if (password.equals(Secret.NONE)) {
            settings.reject(PASSWORD, "must be set, because METROBED_DATABASE_READER is");
        }
        return Optional.of(new ReadRole(name, password));
    }

    /** The settings that {@link #read} reads. */
    public static List<Setting> settings() {
        return List.of(NAME, PASSWORD);
    }

    /** The same database as this role. */
    public DatabaseConfig of(DatabaseConfig owner) {
        return new DatabaseConfig(owner.url(), name, password, owner.schema());
    }

    /**
     * Creates the role if it is absent, and gives it its password. Does nothing if it can connect and read already.
     *
     * @param owner the database with a user who may create roles, unless the role is there
     * @throws ConfigException if the user may not create roles; the message says what an administrator has to do
     * @throws SQLException if the database cannot be reached
     */
    public void prepare(DatabaseConfig owner) throws SQLException {
        if (name.equals(owner.user())) {
            throw new ConfigException(List.of(NAME.name() + " is '" + name + "', must be another role than "
                    + DatabaseConfig.USER.name() + ", which may write"));
        }
        if (works(owner)) {
            return;
        }
        try (Connection connection = Databases.connect(owner);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(LOCK);
            if (!exists(statement, GROUP)) {
                statement.execute("create role " + GROUP + " nologin");
            }
            if (!exists(statement, name)) {
                statement.execute("create role " + name + " login");
            }
            statement.execute("grant " + GROUP + " to " + name);
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(name, password.reveal().toCharArray(), "scram-sha-256");
            connection.commit();
        } catch (SQLException e) {
            if (!FORBIDDEN.equals(e.getSQLState())) {
                throw e;
            }
            throw new ConfigException(List.of(owner.user() + " may not create the role " + name + " (" + e.getMessage()
                    + "); let an administrator run: create role " + GROUP + "; create role " + name
                    + " login in role " + GROUP + " password '...';"));
        }
    }

    /** Grants what is in a schema to the readers, if there are any. The user must own the schema. */
    static void grant(DatabaseConfig owner) throws SQLException {
        try (Connection connection = Databases.connect(owner);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, GROUP) || lacking(statement, owner).isEmpty()) {
                return;
            }
            connection.setAutoCommit(false);
            statement.execute(LOCK);
            List<String> tables = lacking(statement, owner);
            if (!tables.isEmpty()) {
                statement.execute("grant usage on schema " + owner.schema() + " to " + GROUP);
                statement.execute("grant select on " + String.join(", ", tables) + " to " + GROUP);
            }
            connection.commit();
        }
    }

    private boolean works(DatabaseConfig owner) {
        try (Connection connection = Databases.connect(of(owner));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from pg_roles where rolname = '" + GROUP
                        + "'" + " and pg_has_role(oid, 'member'))")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean exists(Statement statement, String role) throws SQLException {
        try (ResultSet row = statement.executeQuery("select 1 from pg_roles where rolname = '" + role + "'")) {
            return row.next();
        }
    }

    /** The tables and views that the readers cannot read, quoted. */
    private static List<String> lacking(Statement statement, DatabaseConfig owner) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(LACKING.formatted(owner.schema(), GROUP))) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
