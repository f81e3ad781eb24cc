package org.metrobed.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.metrobed.store.query.Query;

/** Columns whose numbers the database gives. Stateless. */
public final class IdentityColumns {

    private IdentityColumns() {}

    /** Lets the numbers of a table of the current schema continue after those that it has. */
    public static void restart(Connection connection, String table) throws SQLException {
        List<String> numbered = new Query()
                .add("select attname::text as name from pg_attribute where attrelid = ?::regclass", table)
                .add("and attidentity <> ''")
                .list(connection, row -> row.text("name"));
        try (Statement statement = connection.createStatement()) {
            for (String column : numbered) {
                statement.execute("select setval(pg_get_serial_sequence('" + table + "', '" + column
                        + "'), (select coalesce(max(" + column + "), 0) + 1 from " + table + "), false)");
            }
        }
    }
}
