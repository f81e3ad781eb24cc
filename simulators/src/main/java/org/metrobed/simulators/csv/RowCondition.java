package org.metrobed.simulators.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.metrobed.catalog.yaml.Fields;

/**
 * A condition on the rows of a file: a column holds one of these words. Immutable.
 *
 * @param column its name in the file's header
 * @param words compared as texts, without blanks around them; case counts
 */
public record RowCondition(String column, List<String> words) {
    public RowCondition {
        Objects.requireNonNull(column, "column");
        words = words.stream().map(String::strip).toList();
    }

    /** The conditions under the key {@code where} of a map: each key is a column, its value one or several words. */
    public static List<RowCondition> list(Fields map) {
        List<RowCondition> conditions = new ArrayList<>();
        map.find("where")
                .map(Fields::of)
                .ifPresent(where -> where.entries().keySet().forEach(column -> {
                    List<String> words = where.find(column).stream()
                            .flatMap(field -> field.itemsOrSelf().stream())
                            .flatMap(item -> item.literal().stream())
                            .toList();
                    if (words.isEmpty()) {
                        where.problem(column, "must be one or several words of the column");
                    }
                    conditions.add(new RowCondition(column, words));
                }));
        return conditions;
    }

    /** Whether a row without fault fulfils all conditions. */
    public static boolean hold(List<RowCondition> conditions, List<String> header, CsvRow row) {
        for (RowCondition one : conditions) {
            String cell = row.cells().get(header.indexOf(one.column().strip()));
            if (!one.words().contains(cell.strip())) {
                return false;
            }
        }
        return true;
    }
}
