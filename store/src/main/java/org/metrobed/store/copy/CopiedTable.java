package org.metrobed.store.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.store.query.Query;

/**
 * A table whose rows are copied. Immutable.
 *
 * @param source its name with its schema
 * @param name its name
 * @param columns its columns, separated by commas
 * @param order the columns of its primary or first unique index; empty if there is none
 * @param timeColumn the column of time by which it is divided, if it is
 */
record CopiedTable(String source, String name, String columns, String order, Optional<String> timeColumn) {

    private static final Map<String, String> DIVIDED =
            Map.of("observation", "phenomenon_time", "window_revision", "window_start");

    /** All tables of a schema but those that say what schema it is; a table after those that it refers to. */
    static List<CopiedTable> list(Connection connection, String schema) throws SQLException {
        return new Query()
                .add("select c.relname::text as name,")
                .add("(select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute")
                .add("  where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,")
                .add("coalesce((select string_agg(pg_get_indexdef(i.indexrelid, n, true) ||")
                .add("    case when i.indoption[n - 1] & 1 = 1 then ' desc' else '' end, ', ' order by n)")
                .add("  from (select * from pg_index where indrelid = c.oid and indisunique")
                .add("    order by indisprimary desc, indexrelid limit 1) i")
                .add("  cross join generate_series(1, i.indnkeyatts) n), '') as key")
                .add("from pg_class c where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p')", schema)
                .add("and not c.relispartition and c.relname not in ('deployment', 'flyway_schema_history')")
                .add("order by exists (select from pg_constraint where conrelid = c.oid and contype = 'f'), 1")
                .list(connection, row -> {
                    String name = row.text("name");
                    return new CopiedTable(
                            schema + "." + name,
                            name,
                            row.text("columns"),
                            row.text("key"),
                            Optional.ofNullable(DIVIDED.get(name)));
                });
    }

    /** Selects the rows that meet a condition, in the order of the key. */
    String select(String condition) {
        return "select " + columns + " from " + source + condition + (order.isEmpty() ? "" : " order by " + order);
    }
}
