package org.metrobed.simulators.replay;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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

    static CsvFormat read(YamlMap map) {
        CsvFormat format = new CsvFormat(
                map.value("encoding", "UTF-8", StandardCharsets.UTF_8, Charset::forName, "a charset"),
                map.value("delimiter", ",", ',', CsvFormat::character, "one character, or 'tab'"),
                map.value("quote", "\"", '"', CsvFormat::character, "one character"),
                map.value("header-line", "1", 1, CsvFormat::positive, "a whole number from 1 on"),
                map.value("decimal", ".", '.', CsvFormat::decimalMark, "'.' or ','"),
                Set.copyOf(map.texts("missing", List.of(""))));
        boolean commas = format.delimiter == format.decimal && format.decimal == ',';
        if (format.delimiter == format.quote || commas) {
            map.reject("delimiter", "must differ from quote, and a decimal comma needs another delimiter");
        }
        return format;
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
