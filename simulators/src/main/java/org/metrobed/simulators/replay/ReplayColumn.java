package org.metrobed.simulators.replay;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metrobed.model.text.CellFlags;
import org.metrobed.simulators.csv.RowCondition;

/**
 * The cells of one datastream. Immutable.
 *
 * @param columns the names of its columns in the file's header. One, whose rows have their times; or several, whose names are
 *     the ends of the times of their cells (a matrix of days and hours)
 * @param property its property
 * @param scale factor for the number
 * @param offset added after that
 * @param where the conditions on its rows; none for all rows
 * @param unitColumn the column that states the unit of the number; empty if it is in the datastream's unit
 * @param flags the meaning of the provider's flags, if the file has some
 * @param words the words with a meaning, if the mapping has {@code values}: then the binding replaces and scales what the
 *     cells say
 */
public record ReplayColumn(
        List<String> columns,
        String property,
        double scale,
        double offset,
        List<RowCondition> where,
        Optional<String> unitColumn,
        Optional<CellFlags> flags,
        Optional<Set<String>> words) {
    public ReplayColumn {
        columns = List.copyOf(columns);
        Objects.requireNonNull(property, "property");
        where = List.copyOf(where);
    }

    /** Converts a number of the file to the datastream's unit, unless the binding does it. */
    double convert(double number) {
        return words.isPresent() || (scale == 1 && offset == 0) ? number : number * scale + offset;
    }
}
