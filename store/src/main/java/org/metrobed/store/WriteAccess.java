package org.metrobed.store;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.store.query.Query;

/** Whether the database takes rows, asked on a connection that only reads. Thread-safe. */
public final class WriteAccess {

    private final DataSource database;

    /** Asks through these connections. */
    public WriteAccess(DataSource database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /**
     * Why new sessions of the server cannot write, in words; empty if they can.
     *
     * @throws SQLException if the database does not answer
     */
    public Optional<String> findObstacle() throws SQLException {
        // the reset value is that of the server: a session that only reads has changed its own
        return new Query()
                .add("select pg_is_in_recovery() as standby, reset_val = 'on' as read_only")
                .add("from pg_settings where name = 'default_transaction_read_only'")
                .list(
                        database,
                        row -> row.bool("standby")
                                ? Optional.of("is a standby, which takes no rows")
                                : row.bool("read_only")
                                        ? Optional.of("is read-only (default_transaction_read_only)")
                                        : Optional.<String>empty())
                .get(0);
    }
}
