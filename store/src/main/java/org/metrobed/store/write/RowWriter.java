package org.metrobed.store.write;

import java.sql.SQLException;
import java.util.List;

/** Writes rows of one kind idempotently, inside the transaction of a session. Stateless and thread-safe. */
public interface RowWriter<T> {

    /** The table of this kind of rows. */
    String table();

    /** Creates what the rows need before their transaction: series and partitions. Runs in autocommit. */
    void prepare(WriteContext context, List<T> rows) throws SQLException;

    /**
     * Writes the rows.
     *
     * @throws SQLException also if COPY meets a key that is already stored: state 23505
     */
    WriteResult write(WriteContext context, List<T> rows) throws SQLException;
}
