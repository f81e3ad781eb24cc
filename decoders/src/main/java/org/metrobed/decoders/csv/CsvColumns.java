package org.metrobed.decoders.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.model.text.CellFlags;

/**
 * The positions of a line's columns. Immutable.
 *
 * @param time position of the time, -1 if there is none
 * @param device position of the device, -1 if there is none
 * @param property position of the field in the long format, otherwise -1
 * @param value position of the value in the long format, otherwise -1
 * @param unit position of the unit in the long format, -1 if there is none
 * @param flag position of the sender's flag, -1 if there is none
 * @param fields in the wide format, the fields and their positions
 */
record CsvColumns(int time, int device, int property, int value, int unit, int flag, List<Field> fields) {

    /** A field of the wide format. */
    record Field(int place, String property) {}

    /** The positions from the names in the header. */
    static CsvColumns of(CsvLayout layout, List<String> header) {
        return of(layout, header, layout.columns().isEmpty() ? header : layout.columns());
    }

    /** A required column that is not in the header. */
    static Optional<String> missing(CsvLayout layout, List<String> header) {
        return needed(layout).filter(name -> !header.contains(name)).findFirst();
    }

    /** The columns without which a header is refused. */
    static Stream<String> needed(CsvLayout layout) {
        Stream<String> others = Stream.of(
                layout.time().equals(CsvLayout.NO_TIME) ? null : layout.time(),
                layout.device().equals(CsvLayout.DEVICE) ? null : layout.device(),
                layout.property(),
                layout.value(),
                layout.unit(),
                layout.flags().map(CellFlags::column).orElse(null));
        return Stream.concat(layout.columns().stream(), others).filter(name -> name != null && !name.isEmpty());
    }

    private static CsvColumns of(CsvLayout layout, List<String> names, List<String> taken) {
        List<String> special = new ArrayList<>(List.of(layout.time(), layout.device(), ""));
        layout.flags().map(CellFlags::column).ifPresent(special::add);
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size() && !layout.isLong(); i++) {
            if (!special.contains(names.get(i)) && taken.contains(names.get(i))) {
                fields.add(new Field(i, names.get(i)));
            }
        }
        return new CsvColumns(
                names.indexOf(layout.time()),
                names.indexOf(layout.device()),
                layout.isLong() ? names.indexOf(layout.property()) : -1,
                layout.isLong() ? names.indexOf(layout.value()) : -1,
                layout.unit() == null ? -1 : names.indexOf(layout.unit()),
                layout.flags().map(flags -> names.indexOf(flags.column())).orElse(-1),
                fields);
    }
}
