package org.metrobed.api.columnar;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A column of a table. Any value may be null. Immutable.
 *
 * @param name unique in its table
 * @param kind the type of its values
 * @param description its meaning, empty if its name says it
 * @param unit UCUM unit of its values, empty if it has none or if it differs from row to row
 * @param value reads the value of a row, as the Java type of the kind
 */
public record TableColumn(String name, Kind kind, String description, String unit, Function<Object, Object> value) {

    /** The type of the values of a column. */
    public enum Kind {
        /** {@link String}. */
        TEXT,
        /** {@link java.time.Instant}, kept to the microsecond. */
        TIME,
        /** {@link Long} or {@link Integer}. */
        WHOLE,
        /** {@link Double}. */
        NUMBER,
        /** {@link Boolean}. */
        TRUTH
    }

    public TableColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(value, "value");
    }

    /** What a file says of it: {@code description} and {@code unit}, if there are any. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!description.isEmpty()) {
            metadata.put("description", description);
        }
        if (!unit.isEmpty()) {
            metadata.put("unit", unit);
        }
        return metadata;
    }
}
