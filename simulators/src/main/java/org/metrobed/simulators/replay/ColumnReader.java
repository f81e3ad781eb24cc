package org.metrobed.simulators.replay;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.metrobed.catalog.units.Units;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.text.CellFlags;
import org.metrobed.simulators.csv.CsvFormat;
import org.metrobed.simulators.csv.RowCondition;

/** Reads the columns of one datastream of a mapping. Static functions only. */
final class ColumnReader {

    private ColumnReader() {}

    /** Reads a datastream; {@code flags} are those of the file, unless the datastream has its own. */
    static ReplayColumn read(Fields map, Optional<CellFlags> flags) {
        List<String> columns = CsvFormat.texts(map, "columns");
        boolean single = columns.isEmpty() || map.find("column").isPresent();
        if (columns.size() == 1) {
            map.problem("columns", "must list two or more columns; a single one is 'column'");
        }
        Optional<CellFlags> own = CsvFormat.findFlags(map, true);
        ReplayColumn column = new ReplayColumn(
                single ? List.of(text(map, "column")) : columns,
                text(map, "property"),
                number(map, "scale", 1),
                number(map, "offset", 0),
                RowCondition.list(map),
                unitColumn(map),
                own.isPresent() ? own : flags,
                map.find("values")
                        .map(values -> Set.copyOf(Fields.of(values).entries().keySet().stream()
                                .map(String::strip)
                                .collect(Collectors.toSet()))));
        if (single && !columns.isEmpty()) {
            map.problem("columns", "and column exclude each other: state one");
        }
        int flagged = column.flags().map(one -> one.columns().size()).orElse(1);
        if (flagged != 1 && flagged != column.columns().size()) {
            map.problem(
                    "flag",
                    "names " + flagged + " columns, but the datastream has "
                            + column.columns().size() + "; it must name one for each");
        }
        if (column.unitColumn().isPresent() && (column.scale() != 1 || column.offset() != 0)) {
            map.problem("unit-column", "excludes scale and offset: the number is in the unit that the column states");
        }
        return column;
    }

    private static Optional<ReplayColumn.UnitColumn> unitColumn(Fields map) {
        Optional<String> otherwise = map.find("unit-if-empty").flatMap(Units::read);
        Optional<String> column = map.find("unit-column").flatMap(Field::scalar);
        if (otherwise.isPresent() && column.isEmpty()) {
            map.problem("unit-if-empty", "is allowed beside unit-column alone");
        }
        return column.map(name -> new ReplayColumn.UnitColumn(name, otherwise.orElse("")));
    }

    /** The text of a key that must be there; empty if it is not. */
    static String text(Fields map, String key) {
        return map.require(key).flatMap(Field::scalar).orElse("");
    }

    private static double number(Fields map, String key, double otherwise) {
        return map.find(key)
                .flatMap(field -> Values.number(field, -Double.MAX_VALUE, Double.MAX_VALUE))
                .orElse(otherwise);
    }
}
