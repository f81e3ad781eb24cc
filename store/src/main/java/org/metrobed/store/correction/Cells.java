package org.metrobed.store.correction;

import java.sql.Connection;
import java.sql.SQLException;
import org.metrobed.store.query.Query;

/** Rows of cells: one for each day that an event touches. Static functions only. */
final class Cells {

    private static final String INSERT = "insert into recompute_cell as c (datastream, day)"
            + " select distinct e.datastream, d from annotation_event e cross join lateral generate_series("
            + "date_trunc('day', e.from_time, 'UTC'), e.to_time - interval '1 microsecond', interval '24 hours') d"
            + " where e.sequence >= ? on conflict (datastream, day) do ";

    private Cells() {}

    /** Marks the days of all events from a sequence on for another look. */
    static void touch(Connection connection, long fromSequence) throws SQLException {
        new Query().add(INSERT + "update set looked_time = null", fromSequence).update(connection);
    }

    /** Adds missing cells, for example after events were copied or restored. */
    static void add(Connection connection) throws SQLException {
        new Query().add(INSERT + "nothing", 0).update(connection);
    }
}
