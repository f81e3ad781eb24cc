package org.metrobed.store.query;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Maps the current row to a value. */
@FunctionalInterface
public interface RowMapper<T> {
    /** The value of the row at the cursor. */
    T map(ResultSet row) throws SQLException;
}
