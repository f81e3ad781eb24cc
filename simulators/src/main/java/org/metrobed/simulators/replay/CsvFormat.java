package org.metrobed.simulators.replay;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Values;

/**
 * The format of a CSV file. Immutable.
 *
 * @param encoding of its characters; a byte-order mark is skipped
 * @param delimiter between cells
 * @param quote around cells that contain delimiters
 * @param headerLine the line with the names of the columns, from 1; earlier lines are skipped
 * @param decimal the decimal mark
 * @param missing cells that mean a missing value
 */
public record CsvFormat(
        Charset encoding, char delimiter, char quote, int headerLine, char decimal, Set<String> missing) {
    public CsvFormat {
        Objects.requireNonNull(encoding, "encoding");
        missing = Set.copyOf(missing);
    }

    static CsvFormat read(Fields map) {
        CsvFormat format = new CsvFormat(
                value(map, "encoding", StandardCharsets.UTF_8, Charset::forName, "a charset"),
                value(map, "delimiter", ',', CsvFormat::character, "one character, or 'tab'"),
                value(map, "quote", '"', CsvFormat::character, "one character"),
                value(map, "header-line", 1, CsvFormat::positive, "a whole number from 1 on"),
                value(map, "decimal", '.', CsvFormat::decimalMark, "'.' or ','"),
                map.find("missing").map(CsvFormat::literals).orElse(Set.of("")));
        boolean commas = format.delimiter == format.decimal && format.decimal == ',';
        if (format.delimiter == format.quote || commas) {
            map.problem("delimiter", "must differ from quote, and a decimal comma needs another delimiter");
        }
        map.finish();
        return format;
    }

    private static <T> T value(Fields map, String key, T otherwise, Function<String, T> parse, String expected) {
        return map.find(key)
                .flatMap(field -> Values.parsed(field, parse, expected))
                .orElse(otherwise);
    }

    /** Texts as the file has them, such as {@code null}. */
    private static Set<String> literals(Field field) {
        return field.itemsOrSelf().stream()
                .flatMap(item -> item.literal().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static char character(String text) {
        if (text.equals("tab") || text.equals("\\t")) {
            return '\t';
        }
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }

    private static char decimalMark(String text) {
        if (!text.equals(".") && !text.equals(",")) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }
}
