package org.metrobed.store.correction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.metrobed.store.query.Query;

/**
 * The log time up to which answers no longer change: that of the slowest sink, and before the earliest correction of
 * their test-beds whose rows are not all written. Whoever lists a correction takes the lock of this class until the end of its transaction,
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
     * @param due the minute of the earliest correction that is not written, by test-bed; without those after committed
     */
    public record Times(OptionalLong committed, Map<String, Long> due) {

        public Times {
            due = Map.copyOf(due);
        }

        /**
         * The newest time that answers may show.
         *
         * @param corrected the test-beds whose corrections the answer may contain
         */
        public OptionalLong settled(Predicate<String> corrected) {
            OptionalLong earliest = due.entrySet().stream()
                    .filter(entry -> corrected.test(entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .min();
            return committed.isEmpty() || earliest.isEmpty()
                    ? committed
                    : OptionalLong.of(Math.min(committed.getAsLong(), earliest.getAsLong() - 1));
        }

        /** How far corrections keep answers about all test-beds back, milliseconds. */
        public long lagMillis() {
            return committed.isEmpty()
                    ? 0
                    : committed.getAsLong() - settled(testbed -> true).getAsLong();
        }
    }

    private record Row(OptionalLong committed, Optional<String> testbed, OptionalLong due) {}

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
        List<Row> rows = new Query()
                .add("select committed, testbed, due from")
                .add("  (select case when bool_and(reported = subtasks) then " + Query.asMillis("min(log_time)")
                        + " end as committed")
                .add("   from (select max(subtasks) as subtasks, count(*) as reported, min(log_time) as log_time")
                .add("     from sink_progress group by sink) sinks) sinks")
                .add("left join")
                .add("  (select split_part(datastream, '/', 1) as testbed, " + Query.asMillis("min(due_time)")
                        + " as due")
                .add("   from correction_due where due_time <= (select min(log_time) from sink_progress)")
                .add("   group by 1) dues on true")
                .list(
                        connection,
                        row -> new Row(
                                row.optionalTime("committed"),
                                Optional.ofNullable(row.text("testbed")),
                                row.optionalTime("due")));
        Map<String, Long> due = new HashMap<>();
        rows.forEach(row ->
                row.testbed().ifPresent(testbed -> due.put(testbed, row.due().getAsLong())));
        return new Times(rows.get(0).committed(), due);
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
