package org.metrobed.simulators.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.text.CellFlags;
import org.metrobed.model.text.CsvMarks;
import org.metrobed.model.text.NumberStyle;
import org.metrobed.model.text.WordSet;

/**
 * The format of a CSV file. Immutable.
 *
 * @param encoding of its characters; a byte-order mark is skipped
 * @param delimiter between cells; {@link CsvMarks#BLANKS} for runs of blanks and tabs
 * @param quote around cells that contain delimiters
 * @param headerLine the line with the names of the columns, from 1; earlier lines are skipped
 * @param comment begins a line that is passed over; {@link CsvMarks#NO_COMMENT} if there are none
 * @param numbers how its numbers are written
 * @param missing cells that mean a missing value
 */
public record CsvFormat(
        Charset encoding,
        char delimiter,
        char quote,
        int headerLine,
        char comment,
        NumberStyle numbers,
        Set<String> missing) {

    /** Commas, points, one header line. */
    public static final CsvFormat DEFAULT =
            new CsvFormat(StandardCharsets.UTF_8, ',', '"', 1, CsvMarks.NO_COMMENT, NumberStyle.PLAIN, Set.of(""));

    public CsvFormat {
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(numbers, "numbers");
        missing = Set.copyOf(missing);
    }

    /** Reads the keys of a map; all keys are optional, others are problems. */
    public static CsvFormat read(Fields map) {
        char decimal = value(map, "decimal", '.', CsvFormat::decimalMark, "'.' or ','");
        char thousands = value(map, "thousands", NumberStyle.NONE, CsvFormat::character, "one character");
        if (thousands == decimal) {
            map.problem("thousands", "must differ from decimal");
            thousands = NumberStyle.NONE;
        }
        CsvFormat format = new CsvFormat(
                value(map, "encoding", StandardCharsets.UTF_8, Charset::forName, "a charset"),
                value(map, "delimiter", ',', CsvFormat::delimiter, "one character, 'tab' or 'blanks'"),
                value(map, "quote", '"', CsvFormat::character, "one character"),
                value(map, "header-line", 1, CsvFormat::positive, "a whole number from 1 on"),
                value(map, "comment", CsvMarks.NO_COMMENT, CsvFormat::character, "one character"),
                new NumberStyle(decimal, thousands),
                map.find("missing").map(CsvFormat::literals).orElse(Set.of("")));
        boolean comma = format.delimiter == decimal && decimal == ',';
        boolean groups = format.delimiter == thousands && thousands != NumberStyle.NONE;
        if (format.delimiter == format.quote || comma || groups) {
            map.problem(
                    "delimiter", "must differ from quote and thousands, and a decimal comma needs another delimiter");
        }
        map.finish();
        return format;
    }

    /** The delimiter to write between cells. */
    public char separator() {
        return delimiter == CsvMarks.BLANKS ? ' ' : delimiter;
    }

    /** The cells that mean a missing value. */
    public WordSet missingWords() {
        return new WordSet(missing, numbers);
    }

    /**
     * The flags of a provider, under the key {@code flag}: column, suspect, fail, missing, censored.
     *
     * @param forMapping whether columns may take the place of column, and censored flags have a meaning
     */
    public static Optional<CellFlags> findFlags(Fields map, boolean forMapping) {
        return map.find("flag").map(Fields::of).map(flag -> {
            List<String> columns = forMapping ? texts(flag, "columns") : List.of();
            if (columns.isEmpty()) {
                columns = List.of(flag.require("column").flatMap(Field::scalar).orElse(""));
            }
            CellFlags flags = new CellFlags(
                    columns,
                    words(flag, "suspect"),
                    words(flag, "fail"),
                    words(flag, "missing"),
                    forMapping ? words(flag, "censored") : List.of());
            if (flags.isEmpty()) {
                flag.owner()
                        .problem("must list suspect, fail" + (forMapping ? ", missing or censored" : " or missing")
                                + " flags");
            }
            flag.finish();
            return flags;
        });
    }

    /** The texts of a list, or of a single item, in their order. */
    public static List<String> texts(Fields map, String key) {
        return map.find(key).stream()
                .flatMap(field -> field.itemsOrSelf().stream())
                .flatMap(item -> item.literal().stream())
                .toList();
    }

    private static List<String> words(Fields map, String key) {
        return map.find(key).map(CsvFormat::literals).map(List::copyOf).orElse(List.of());
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

    private static char delimiter(String text) {
        return text.equals("blanks") ? CsvMarks.BLANKS : character(text);
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
