package org.metrobed.store.saved;

import java.util.Objects;

/**
 * A table that was written to a file. Immutable.
 *
 * @param table its name; the file is {@code NAME.csv}
 * @param rows number of rows in the file
 */
public record SavedTable(String table, long rows) {
    public SavedTable {
        Objects.requireNonNull(table, "table");
    }

    /** The name of the file. */
    public String file() {
        return table + ".csv";
    }
}
