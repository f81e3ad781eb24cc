package org.metrobed.simulators.replay;

import java.util.List;
import java.util.Objects;

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

    /** Whether a cell of the column fulfils it. */
    boolean holds(String cell) {
        return words.contains(cell.strip());
    }
}
