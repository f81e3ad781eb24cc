package org.metrobed.store.query;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the current row. */
@FunctionalInterface
public interface RowMapper<T> {
    /** The value of the row that the cursor is at. */
    T map(ResultSet row) throws SQLException;
}
