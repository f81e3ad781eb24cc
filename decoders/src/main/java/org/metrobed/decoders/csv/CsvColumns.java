package org.metrobed.decoders.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The positions of a line's columns. Immutable.
 *
 * @param count number of cells in a line
 * @param time position of the time, -1 if there is none
 * @param device position of the device, -1 if there is none
 * @param property position of the field in the long format, otherwise -1
 * @param value position of the value in the long format, otherwise -1
 * @param unit position of the unit in the long format, -1 if there is none
 * @param fields in the wide format, the fields and their positions
 */
record CsvColumns(int count, int time, int device, int property, int value, int unit, List<Field> fields) {

    /** A field of the wide format. */
    record Field(int place, String property) {}

    /** The positions for a layout whose columns are in the order of the line. */
    static CsvColumns of(CsvLayout layout) {
        return of(layout, layout.columns(), layout.columns());
    }

    /** The positions from the names in the header. */
    static CsvColumns of(CsvLayout layout, List<String> header) {
        return of(layout, header, layout.columns().isEmpty() ? header : layout.columns());
    }

    /** A required column that is not in the header. */
    static Optional<String> missing(CsvLayout layout, List<String> header) {
        List<String> named = Stream.of(layout.time(), layout.device())
                .filter(name -> !CsvLayout.DEFAULTS.contains(name))
                .toList();
        Stream<String> ofLongForm = Stream.of(layout.property(), layout.value(), layout.unit());
        return Stream.of(layout.columns().stream(), named.stream(), ofLongForm)
                .flatMap(names -> names)
                .filter(name -> name != null && !name.isEmpty() && !header.contains(name))
                .findFirst();
    }

    private static CsvColumns of(CsvLayout layout, List<String> names, List<String> taken) {
        List<String> special = new ArrayList<>(List.of(layout.time(), layout.device(), ""));
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size() && !layout.isLong(); i++) {
            if (!special.contains(names.get(i)) && taken.contains(names.get(i))) {
                fields.add(new Field(i, names.get(i)));
            }
        }
        return new CsvColumns(
                names.size(),
                names.indexOf(layout.time()),
                names.indexOf(layout.device()),
                layout.isLong() ? names.indexOf(layout.property()) : -1,
                layout.isLong() ? names.indexOf(layout.value()) : -1,
                layout.unit() == null ? -1 : names.indexOf(layout.unit()),
                fields);
    }
}
