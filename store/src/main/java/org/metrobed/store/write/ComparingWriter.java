package org.metrobed.store.write;

import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends rows to one table by arrays and compares rows whose key is already stored. Equal contents are a replay; other
 * contents are a divergence, which is logged. Stateless and thread-safe.
 */
public final class ComparingWriter<T> {

    private static final Logger LOG = LoggerFactory.getLogger(ComparingWriter.class);

    private final String table;
    private final Batches<T> batches;
    private final String findUnequal;

    /** Writes to this table. */
    public ComparingWriter(Table<T> table) {
        this.table = table.name();
        this.batches = new Batches<>(table);
        this.findUnequal = batches.where(batches.differs());
    }

    /** Appends absent rows and returns the counts of all rows. */
    public WriteResult write(WriteContext context, List<T> rows) throws SQLException {
        long inserted = batches.insert(context, rows);
        if (inserted == rows.size()) {
            return new WriteResult(inserted, 0, 0, 0);
        }
        List<Integer> unequal = batches.ordinals(context, findUnequal, rows);
        if (!unequal.isEmpty()) {
            LOG.warn(
                    "{} rows diverge from what {} holds under the same key, first {}",
                    unequal.size(),
                    table,
                    rows.get(unequal.get(0)));
        }
        return new WriteResult(inserted, rows.size() - inserted - unequal.size(), 0, unequal.size());
    }
}
