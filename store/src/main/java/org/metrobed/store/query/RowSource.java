package org.metrobed.store.query;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a list in their order, read piece by piece on demand: between two pieces it holds neither a connection nor
 * rows. Not thread-safe.
 */
@FunctionalInterface
public interface RowSource<T> {

    /** The next rows; an empty list is the end. */
    List<T> next() throws SQLException;

    /** The next rows, at most this many; further rows of their last piece are lost. */
    default List<T> take(int limit) throws SQLException {
        List<T> taken = new ArrayList<>();
        List<T> rows;
        do {
            rows = next();
            taken.addAll(rows.subList(0, Math.min(rows.size(), limit - taken.size())));
        } while (!rows.isEmpty() && taken.size() < limit);
        return taken;
    }
}
