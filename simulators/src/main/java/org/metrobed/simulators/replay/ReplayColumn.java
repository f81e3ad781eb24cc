package org.metrobed.simulators.replay;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metrobed.model.Scale;
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
 * @param unitColumn where the unit of the number is stated; empty if it is in the datastream's unit
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
        Optional<UnitColumn> unitColumn,
        Optional<CellFlags> flags,
        Optional<Set<String>> words) {

    /**
     * Where the file states the unit of a number. Immutable.
     *
     * @param column the column
     * @param otherwise the unit of a number beside an empty cell; empty if that is not known, so that the number is refused
     */
    record UnitColumn(String column, String otherwise) {}

    public ReplayColumn {
        columns = List.copyOf(columns);
        Objects.requireNonNull(property, "property");
        where = List.copyOf(where);
    }

    /**
     * Converts a number of the file to the datastream's unit, unless the binding does it.
     *
     * @param values how the values of the datastream lie to one another
     */
    double convert(double number, Scale values) {
        return words.isPresent() || (scale == 1 && offset == 0)
                ? number
                : values.moved(Math.min(Math.abs(number), Math.abs(number * scale)), number * scale + offset);
    }
}
