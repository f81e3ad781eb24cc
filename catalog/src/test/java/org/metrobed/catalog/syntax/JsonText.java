package org.metrobed.catalog.syntax;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats maps, lists and values as JSON, indented by two blanks per level. Static functions only. */
final class JsonText {

    private JsonText() {}

    static String of(Object value) {
        return of(value, "") + "\n";
    }

    private static String of(Object value, String indent) {
        String deeper = indent + "  ";
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "{}"
                    : map.entrySet().stream()
                            .map(entry -> deeper + quoted(entry.getKey()) + ": " + of(entry.getValue(), deeper))
                            .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (value instanceof List<?> list) {
            if (list.stream().noneMatch(item -> item instanceof Map || item instanceof List)) {
                return list.stream().map(item -> of(item, "")).collect(Collectors.joining(", ", "[", "]"));
            }
            return list.stream()
                    .map(item -> deeper + of(item, deeper))
                    .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
        }
        if (value instanceof Double number && number == Math.rint(number)) {
            return Long.toString(number.longValue());
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : quoted(value);
    }

    private static String quoted(Object text) {
        return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
