package org.metrobed.store.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** How rows go from one schema to another. Not thread-safe. */
interface CopiedRows extends AutoCloseable {

    /** A connection to the database that is read. */
    Connection source();

    /** A connection to the schema that is written. */
    Connection target();

    /**
     * Copies rows, in one transaction.
     *
     * @param condition begins with {@code where}; empty for all rows
     * @param times the parameters of the condition
     * @return how many
     */
    long copy(CopiedTable table, String condition, List<Instant> times) throws SQLException;

    @Override
    void close() throws SQLException;
}
