package org.metrobed.api.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.metrobed.api.columnar.ColumnTable;
import org.metrobed.api.columnar.TableColumn;

/**
 * Rows of an answer with what is said of them: title, address, log time, range, licences and units. The rows are read once.
 *
 * @param rows with the fields of the answer
 * @param about licences and units
 */
record DescribedRows<R>(Rows<R> rows, AboutData about, Answer answer) {

    /** Files of more datastreams refer to the list of datastreams for units. */
    private static final int MOST_UNITS = 1_000;

    private static final Set<Class<?>> WHOLES = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Set<Class<?>> NUMBERS = Set.of(double.class, Double.class);
    private static final Set<Class<?>> TRUTHS = Set.of(boolean.class, Boolean.class);

    /**
     * The answer that they are of.
     *
     * @param title a phrase
     * @param address path and query
     * @param csvAddress path and query of the same rows as CSV
     * @param next path and query of the next page, null on the last
     */
    record Answer(String title, String address, String csvAddress, String next) {}

    /** What is said of all rows, by name. */
    Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("title", answer.title());
        metadata.put("source", answer.address());
        rows.headers().forEach((header, value) -> metadata.put(name(header), value));
        if (!about.licences().isEmpty()) {
            metadata.put("license", String.join(" ", about.licences()));
        }
        Map<String, String> units = units();
        if (!units.isEmpty()) {
            metadata.put("units", ViewJson.text(units));
        }
        if (answer.next() != null) {
            metadata.put("next", answer.next());
        }
        return metadata;
    }

    /** Metrobed-As-Of is as_of. */
    private static String name(String header) {
        return header.replace("Metrobed-", "").replace('-', '_').toLowerCase(java.util.Locale.ROOT);
    }

    private Map<String, String> units() {
        Map<String, String> units = about.units().get();
        return units.size() > MOST_UNITS ? Map.of() : units;
    }

    /** The rows as a table. */
    ColumnTable table() {
        return new ColumnTable(columns(), metadata(), rows.rows());
    }

    /** The columns of the rows. */
    List<TableColumn> columns() {
        Set<String> units = new LinkedHashSet<>(about.units().get().values());
        String common = units.size() == 1 ? units.iterator().next() : "";
        return rows.shape().leaves().stream()
                .map(field -> new TableColumn(
                        field.name(),
                        kind(field),
                        field.doc(),
                        field.unit().equals(Doc.OF_DATASTREAM) ? common : field.unit(),
                        value(field)))
                .toList();
    }

    private static TableColumn.Kind kind(RecordShape.Field field) {
        if (field.type() instanceof Class<?> type) {
            if (type == Instant.class) {
                return TableColumn.Kind.TIME;
            }
            if (WHOLES.contains(type)) {
                return TableColumn.Kind.WHOLE;
            }
            if (NUMBERS.contains(type)) {
                return TableColumn.Kind.NUMBER;
            }
            if (TRUTHS.contains(type)) {
                return TableColumn.Kind.TRUTH;
            }
        }
        return TableColumn.Kind.TEXT;
    }

    private static Function<Object, Object> value(RecordShape.Field field) {
        if (kind(field) != TableColumn.Kind.TEXT) {
            return field::value;
        }
        return view -> {
            Object value = field.value(view);
            return value == null ? null : CsvRows.text(value);
        };
    }
}
