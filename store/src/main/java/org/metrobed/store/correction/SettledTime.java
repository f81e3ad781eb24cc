package org.metrobed.store.correction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.metrobed.store.query.Query;

/**
 * The log time up to which answers no longer change: that of the slowest sink, and before the earliest correction whose
 * rows are not all written. Whoever lists a correction takes the lock of this class until the end of its transaction,
 * and so does the reader. So no time is ever returned at which a correction holds that is being accepted. Thread-safe
 * if its data source is.
 */
public final class SettledTime {

    private static final String KEY = "hashtextextended('metrobed.settled.' || current_schema, 0)";

    private final DataSource database;

    /**
     * The times of one moment, milliseconds since 1970 UTC. Immutable.
     *
     * @param committed up to which every sink has committed; empty until all have reported
     * @param due the minute of the earliest correction that is not written; empty if there is none
     */
    public record Times(OptionalLong committed, OptionalLong due) {

        /** The newest time that answers may show. */
        public OptionalLong settled() {
            return committed.isEmpty() || due.isEmpty()
                    ? committed
                    : OptionalLong.of(Math.min(committed.getAsLong(), due.getAsLong() - 1));
        }

        /** How far corrections keep answers back, milliseconds. */
        public long lagMillis() {
            return committed.isEmpty() ? 0 : committed.getAsLong() - settled().getAsLong();
        }
    }

    /** Reads from this database. */
    public SettledTime(DataSource database) {
        this.database = database;
    }

    /** The times now. They never decrease while a version runs; an upgrade may list corrections of the past. */
    public Times read() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                share().updateLast(connection);
                return read(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    /** The times in the transaction of a connection. */
    static Times read(Connection connection) throws SQLException {
        return new Query()
                .add("select case when bool_and(reported = subtasks) then " + Query.asMillis("min(log_time)")
                        + " end as committed,")
                .add("  (select " + Query.asMillis("min(due_time)") + " from correction_due) as due")
                .add("from (select max(subtasks) as subtasks, count(*) as reported, min(log_time) as log_time")
                .add("  from sink_progress group by sink) sinks")
                .list(connection, row -> new Times(row.optionalTime("committed"), row.optionalTime("due")))
                .get(0);
    }

    /** A statement that waits until nobody accepts an event, and lets nobody until the transaction ends. */
    static Query share() {
        return new Query().add("select pg_advisory_xact_lock_shared(" + KEY + ");");
    }

    /** Waits until all others that hold the lock have committed, and holds it alone until the transaction ends. */
    static void take(Connection connection) throws SQLException {
        new Query().add("select pg_advisory_xact_lock(" + KEY + ")").list(connection, row -> true);
    }
}
