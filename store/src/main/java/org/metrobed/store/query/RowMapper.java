package org.metrobed.store.query;

import java.sql.SQLException;

/** Maps the current row to a value. */
@FunctionalInterface
public interface RowMapper<T> {
    /** The value of the row. */
    T map(ResultRow row) throws SQLException;
}
