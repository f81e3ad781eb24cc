package org.metrobed.api.columnar;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A table whose rows are read once, while it is written.
 *
 * @param columns in order
 * @param metadata what is said of the whole table, by name
 * @param rows read by the columns
 */
public record ColumnTable(List<TableColumn> columns, Map<String, String> metadata, Iterator<?> rows) {
    public ColumnTable {
        columns = List.copyOf(columns);
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(rows, "rows");
    }
}
