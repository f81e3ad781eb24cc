package org.metrobed.store.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Schemas;
import org.metrobed.store.TableDigest;
import org.metrobed.store.query.Query;

/**
 * A schema that becomes the copy of another one. Its comment says so; a schema without this comment belongs to somebody else
 * and is never dropped. Not thread-safe.
 *
 * @param config the schema, by a name of its own until it is finished
 */
record UnfinishedCopy(DatabaseConfig config) {

    private static final String MARK = "An unfinished copy of Metrobed; copy-database drops it.";

    /** Makes the schema, without tables; one of a copy that was stopped is dropped before. */
    void begin() throws SQLException {
        drop();
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create schema " + config.schema());
            statement.execute("comment on schema " + config.schema() + " is '" + MARK + "'");
            connection.commit();
        }
    }

    /**
     * Drops the schema if it exists.
     *
     * @throws CopyException if it is not an unfinished copy
     */
    void drop() throws SQLException {
        Optional<String> comment = findComment();
        if (comment.isEmpty()) {
            return;
        }
        if (!comment.get().equals(MARK)) {
            throw new CopyException("the database has a schema " + config.schema()
                    + ", which copy-database needs and has not made: rename it, or drop it if nobody needs it");
        }
        Schemas.drop(config);
    }

    /**
     * Compares every table with the one that was copied, and runs the commands that give the copy its name. If both are in one
     * database, nobody writes to the tables from the comparison to the end of the commands.
     *
     * @param from the schema that was copied
     * @param tables the names of all copied tables
     * @throws CopyException if a table differs; nothing is renamed then
     */
    void finish(DatabaseConfig from, List<String> tables, List<String> renamings) throws SQLException {
        boolean same = from.url().equals(config.url());
        try (Connection target = Databases.connect(config);
                Connection other = same ? null : Databases.connect(from)) {
            Connection source = same ? target : other;
            source.setAutoCommit(false);
            target.setAutoCommit(false);
            if (same) { // a source elsewhere may be a standby, which takes no locks
                lock(source, from.schema(), tables);
            }
            List<TableDigest> now = TableDigest.list(source, from.schema(), tables);
            compare(TableDigest.list(target, config.schema(), tables), now);
            List<String> commands = new ArrayList<>();
            commands.add("comment on schema " + config.schema() + " is null");
            commands.addAll(renamings);
            execute(target, commands);
            target.commit();
        }
    }

    private Optional<String> findComment() throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            return new Query()
                    .add("select coalesce(obj_description(oid, 'pg_namespace'), '') as comment from pg_namespace")
                    .add("where nspname = ?", config.schema())
                    .find(connection, row -> row.text("comment"));
        }
    }

    /** Waits for the transactions that write, and holds off new ones until the end of this transaction; others may read. */
    private static void lock(Connection source, String schema, List<String> tables) throws SQLException {
        List<String> commands = new ArrayList<>();
        for (String table : tables) {
            commands.add("lock table " + schema + "." + table + " in share mode");
        }
        execute(source, commands);
    }

    private static void execute(Connection connection, List<String> commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static void compare(List<TableDigest> copied, List<TableDigest> now) {
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).equals(copied.get(i))) {
                throw new CopyException("the copy of " + now.get(i).table() + " has "
                        + copied.get(i).rows() + " rows, and the table "
                        + now.get(i).rows() + ", or others: stop everything that writes, and copy again");
            }
        }
    }
}
