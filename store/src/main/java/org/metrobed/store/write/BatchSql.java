package org.metrobed.store.write;

import java.util.List;
import java.util.stream.Collectors;
import org.metrobed.store.query.Query;

/** The statements of a table, built once. Arrays are in the order of the columns. Immutable. */
final class BatchSql {

    private final Table<?> table;

    BatchSql(Table<?> table) {
        this.table = table;
    }

    String copy() {
        return "copy " + table.name() + " (" + table.names() + ") from stdin (format binary)";
    }

    /** Appends absent rows; the update count is how many. */
    String insert() {
        return inserting("nothing");
    }

    /**
     * Appends absent rows and changes present ones; the update count is how many of both. No two rows of a batch may
     * have the same key.
     *
     * @param change text after {@code update set}, on the stored row {@code t} and the given one, {@code excluded}
     */
    String upsert(String change) {
        return inserting("update set " + change);
    }

    /**
     * Joins the batch {@code b}, with its ordinal {@code ord}, to the stored rows {@code t} with the same keys.
     *
     * @param select the select list
     * @param condition condition on pairs, in SQL
     */
    String joined(String select, String condition) {
        return "select " + select + " from " + batch() + " join " + table.name() + " t on " + sameKey() + bounds()
                + " where " + condition + " order by b.ord";
    }

    /** Condition: the compared columns differ. */
    String differs() {
        return "(" + compared("t.") + ") is distinct from (" + compared("b.") + ")";
    }

    private String compared(String prefix) {
        return table.columns().stream()
                .filter(Column::compared)
                .map(column -> column.type().compared(prefix + column.name()))
                .collect(Collectors.joining(", "));
    }

    private String inserting(String action) {
        return "insert into " + table.name() + " as t (" + table.names() + ") select "
                + prefixed("b.", table.columns().stream().map(Column::name).toList()) + " from " + batch()
                + " order by b.ord on conflict (" + String.join(", ", table.key()) + ") do " + action;
    }

    private String batch() {
        int[] index = {0};
        String arrays = table.columns().stream()
                .map(column -> "?::" + column.type().arrayType() + "[]")
                .collect(Collectors.joining(", "));
        String elements =
                table.columns().stream().map(column -> "e" + index[0]++).collect(Collectors.joining(", "));
        index[0] = 0;
        String values = table.columns().stream()
                .map(column -> column.type().fromArray("e" + index[0]++) + " as " + column.name())
                .collect(Collectors.joining(", "));
        return "(select " + values + ", ord from unnest(" + arrays + ") with ordinality as a(" + elements + ", ord)) b";
    }

    /** Two more parameters after the arrays, so that only the chunks or partitions of the batch's time are searched. */
    private String bounds() {
        return table.timeColumn() == null
                ? ""
                : " and t." + table.timeColumn() + " between " + Query.micros() + " and " + Query.micros();
    }

    private String sameKey() {
        return table.key().stream()
                .map(column -> "t." + column + " = b." + column)
                .collect(Collectors.joining(" and "));
    }

    private static String prefixed(String prefix, List<String> names) {
        return names.stream().map(name -> prefix + name).collect(Collectors.joining(", "));
    }
}
