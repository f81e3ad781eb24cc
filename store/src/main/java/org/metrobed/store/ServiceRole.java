package org.metrobed.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Secret;
import org.metrobed.store.query.Query;
import org.postgresql.PGConnection;

/**
 * A role of the database with which a process connects instead of the owner of the schema. It has the rights of its group
 * and no others. Immutable.
 *
 * @param group what it may do
 * @param name 1 to 48 of {@code a-z 0-9 _}, starting with a letter
 * @param password the password of the role
 */
public record ServiceRole(RoleGroup group, String name, Secret password) {

    private static final String FORBIDDEN = "42501";

    /** invalid_authorization_specification, invalid_password: the role is absent, may not log in, or has another password. */
    private static final Set<String> NOT_LET_IN = Set.of("28000", "28P01");

    public ServiceRole {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(password, "password");
        if (!DatabaseConfig.isSchemaName(name)) {
            throw new IllegalArgumentException(
                    "role '" + name + "' is not 1 to 48 of a-z 0-9 _ starting with a letter");
        }
    }

    /** The same database as this role. */
    public DatabaseConfig of(DatabaseConfig owner) {
        return new DatabaseConfig(owner.url(), name, password, owner.schema());
    }

    /**
     * Creates the role if it is absent, and gives it its password. Does nothing if it can connect and is in its group already.
     *
     * @param owner the database with a user who may create roles, unless the role is there
     * @throws ConfigException if the role may do more than its group, or the user may not create roles; the message says what
     *     an administrator has to do
     * @throws SQLException if the database cannot be reached, or refuses the role for another reason than its name and password,
     *     such as a limit of connections
     */
    public void prepare(DatabaseConfig owner) throws SQLException {
        if (name.equals(owner.user())) {
            throw rejected("must be another role than " + DatabaseConfig.USER.name() + ", which owns the schema");
        }
        try (Connection connection = Databases.connect(owner)) {
            Optional<String> excess = findExcess(connection, owner.schema());
            if (excess.isPresent()) {
                throw rejected("must be a role of its own; this one " + excess.get());
            }
            if (!works(owner)) {
                create(connection, owner);
            }
        }
    }

    private void create(Connection connection, DatabaseConfig owner) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Grants.lock(connection);
            if (!Grants.exists(connection, group.role())) {
                statement.execute("create role " + group.role() + " nologin");
            }
            if (!Grants.exists(connection, name)) {
                statement.execute("create role " + name + " login");
            }
            statement.execute("grant " + group.role() + " to " + name);
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(name, password.reveal().toCharArray(), "scram-sha-256");
            connection.commit();
        } catch (SQLException e) {
            if (!FORBIDDEN.equals(e.getSQLState())) {
                throw e;
            }
            throw new ConfigException(List.of(owner.user() + " may not create the role " + name + " (" + e.getMessage()
                    + "); let an administrator run: create role " + group.role() + "; create role " + name
                    + " login in role " + group.role() + " password '...';"));
        }
    }

    /**
     * What the role may do beyond its group, in words. Its password would be changed, and whoever knows it would have these
     * rights.
     */
    private Optional<String> findExcess(Connection connection, String schema) throws SQLException {
        Query query = new Query()
                .add("select case when r.rolsuper then 'is a superuser' when r.rolcreaterole then 'may create roles'")
                .add("when r.rolcreatedb then 'may create databases' when r.rolreplication then 'may replicate'")
                .add("when exists (select from pg_namespace n where n.nspname = ?", schema)
                .add("  and has_schema_privilege(r.oid, n.oid, 'create')) then 'may create tables in the schema'")
                .addIf(group == RoleGroup.READERS, "when exists (select from pg_roles g where g.rolname =")
                .addIf(group == RoleGroup.READERS, "  ?", RoleGroup.WRITERS.role())
                .addIf(group == RoleGroup.READERS, "  and pg_has_role(r.oid, g.oid, 'member')) then 'may write'")
                .add("end as excess from pg_roles r where r.rolname = ?", name);
        return query.find(connection, row -> Optional.ofNullable(row.text("excess")))
                .flatMap(found -> found);
    }

    /** Whether the role can connect and is in its group. An error that says nothing of the role is thrown. */
    private boolean works(DatabaseConfig owner) throws SQLException {
        try (Connection connection = Databases.connect(of(owner));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from pg_roles where rolname = '"
                        + group.role() + "' and pg_has_role(oid, 'member'))")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            if (!NOT_LET_IN.contains(e.getSQLState())) {
                throw e;
            }
            return false;
        }
    }

    private ConfigException rejected(String rule) {
        return new ConfigException(List.of(group.nameSetting().name() + " is '" + name + "', " + rule));
    }
}
