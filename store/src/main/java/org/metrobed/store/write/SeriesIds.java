package org.metrobed.store.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.metrobed.store.query.Query;

/**
 * The numbers of datastreams for one connection. A number enters the cache only after its transaction is committed, so
 * that a rollback cannot leave a wrong one. Not thread-safe.
 */
final class SeriesIds {

    private final Map<String, Integer> ids = new HashMap<>();

    /**
     * The number of a datastream that was resolved before.
     *
     * @throws IllegalStateException if it was not resolved
     */
    int id(String datastream) {
        Integer id = ids.get(datastream);
        if (id == null) {
            throw new IllegalStateException("datastream " + datastream + " has no number yet");
        }
        return id;
    }

    /** Reads unknown numbers and assigns new ones; the connection is in autocommit. */
    void resolve(Connection connection, Collection<String> datastreams) throws SQLException {
        TreeSet<String> unknown = new TreeSet<>();
        for (String datastream : datastreams) {
            if (!ids.containsKey(datastream)) {
                unknown.add(datastream);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        select(connection, unknown);
        unknown.removeAll(ids.keySet());
        if (!unknown.isEmpty()) {
            insert(connection, unknown);
            select(connection, unknown);
        }
    }

    private void select(Connection connection, Collection<String> datastreams) throws SQLException {
        new Query()
                .add("select datastream, series_id from series where datastream = any (?)", List.copyOf(datastreams))
                .list(connection, row -> ids.put(row.text("datastream"), row.int4("series_id")));
    }

    /** Sorted by name, so that two sessions that number the same datastreams cannot deadlock. */
    private static void insert(Connection connection, Collection<String> datastreams) throws SQLException {
        new Query()
                .add("insert into series (datastream) select d from unnest(?::text[]) as d", List.copyOf(datastreams))
                .add("order by d collate \"C\" on conflict (datastream) do nothing")
                .update(connection);
    }
}
