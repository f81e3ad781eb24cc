package org.metrobed.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.metrobed.store.query.Query;

/** Grants what is in a schema to the groups of roles that exist. Stateless; several processes may call it at once. */
final class Grants {

    /** Serializes processes that create roles or grant at once. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('metrobed_readers'))";

    /** What a group does not have, in SQL: a privilege on a table, view, schema or function. */
    private record Lacking(String privilege, String table) {}

    private Grants() {}

    /** Grants what each group lacks. The user must own the schema. */
    static void apply(DatabaseConfig owner) throws SQLException {
        try (Connection connection = Databases.connect(owner)) {
            for (RoleGroup group : RoleGroup.values()) {
                if (exists(connection, group.role())
                        && !commands(connection, owner.schema(), group).isEmpty()) {
                    apply(connection, owner.schema(), group);
                }
            }
        }
    }

    /** Waits for the right to create roles and to grant, and holds it until the transaction ends. */
    static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
        }
    }

    /** Whether the server has a role. */
    static boolean exists(Connection connection, String role) throws SQLException {
        return new Query()
                .add("select exists (select from pg_roles where rolname = ?) as present", role)
                .list(connection, row -> row.bool("present"))
                .get(0);
    }

    private static void apply(Connection connection, String schema, RoleGroup group) throws SQLException {
        connection.setAutoCommit(false);
        lock(connection);
        try (Statement statement = connection.createStatement()) {
            for (String command : commands(connection, schema, group)) {
                statement.execute(command);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static List<String> commands(Connection connection, String schema, RoleGroup group) throws SQLException {
        Map<String, List<String>> missing = new TreeMap<>(listMissing(connection, schema, group).stream()
                .filter(one -> group.privileges(one.table).contains(one.privilege))
                .collect(Collectors.groupingBy(
                        Lacking::privilege, Collectors.mapping(Lacking::table, Collectors.toList()))));
        List<String> commands = new ArrayList<>();
        missing.forEach((privilege, tables) ->
                commands.add("grant " + privilege + " on " + String.join(", ", tables) + " to " + group.role()));
        if (group.mayPrepareTables()) {
            listFunctions(connection, schema, group)
                    .forEach(function -> commands.add("grant execute on function " + function + " to " + group.role()));
        }
        if (!mayUse(connection, schema, group)) {
            commands.add("grant usage on schema " + schema + " to " + group.role());
        }
        return commands;
    }

    /** Every privilege of rows that the group does not have on a table or view; names of our tables need no quotes. */
    private static List<Lacking> listMissing(Connection connection, String schema, RoleGroup group)
            throws SQLException {
        return new Query()
                .add("select c.relname::text as name, p.privilege from pg_class c")
                .add("cross join unnest(array['select', 'insert', 'update', 'delete']) as p (privilege)")
                .add("where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p', 'v')", schema)
                .add("and not c.relispartition and not has_table_privilege(?, c.oid, p.privilege)", group.role())
                .add("order by 1, 2")
                .list(connection, row -> new Lacking(row.text("privilege"), row.text("name")));
    }

    private static List<String> listFunctions(Connection connection, String schema, RoleGroup group)
            throws SQLException {
        return new Query()
                .add("select oid::regprocedure::text as signature from pg_proc")
                .add("where pronamespace = ?::regnamespace and prosecdef", schema)
                .add("and not has_function_privilege(?, oid, 'execute') order by 1", group.role())
                .list(connection, row -> row.text("signature"));
    }

    private static boolean mayUse(Connection connection, String schema, RoleGroup group) throws SQLException {
        return new Query()
                .add("select has_schema_privilege(?, ?, 'usage') as may", group.role(), schema)
                .list(connection, row -> row.bool("may"))
                .get(0);
    }
}
