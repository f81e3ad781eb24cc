package org.metrobed.store.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.query.Query;

/** Copies rows between two schemas of one database; rows do not leave the server. */
final class RowsInDatabase implements CopiedRows {

    private final Connection connection;

    RowsInDatabase(DatabaseConfig to) throws SQLException {
        this.connection = Databases.connect(to);
    }

    @Override
    public Connection source() {
        return connection;
    }

    @Override
    public Connection target() {
        return connection;
    }

    @Override
    public long copy(CopiedTable table, String condition, List<Instant> times) throws SQLException {
        return new Query()
                .add("insert into " + table.name() + " (" + table.columns() + ") overriding system value")
                .add(table.select(condition), times.toArray())
                .update(connection);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
