package org.metrobed.decoders.csv;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.text.TimeFormat;

/**
 * The layout of CSV lines, from the options of a binding. Immutable.
 *
 * @param columns the names of the columns in their order, empty for a column that is skipped. If the header is read:
 *     the names of the columns to use, none for all
 * @param header the use of the first line
 * @param separator separates two cells
 * @param decimal separates the whole number from its fraction
 * @param time the column of times
 * @param device the column of devices
 * @param property the column of fields in the long format; null in the wide format
 * @param value the column of values in the long format
 * @param unit the column of units in the long format; null if there is none
 * @param missing cells that mean "no value"
 * @param skipEmpty whether an empty cell is no reading; otherwise it is a missing value
 * @param timeFormat the format of times
 */
record CsvLayout(
        List<String> columns,
        Header header,
        char separator,
        char decimal,
        String time,
        String device,
        String property,
        String value,
        String unit,
        Set<String> missing,
        boolean skipEmpty,
        TimeFormat timeFormat) {

    /** The columns of time and device if no option names them; both are optional. */
    static final List<String> DEFAULTS = List.of("time", "device");

    /** The options that define it. */
    static final List<DecoderOption> OPTIONS = Stream.concat(
                    Stream.of(
                            option(
                                    "columns",
                                    "The names of the columns in their order, \"\" for one to pass over;"
                                            + " needed unless the header is read, and then the names of those to take."),
                            option(
                                    "header",
                                    "The first line: none (the default, it holds readings), skip, or read"
                                            + " (it names the columns)."),
                            option("separator", "What divides cells, one character; a comma by default."),
                            option(
                                    "decimal",
                                    "What divides the fraction from a number: . (the default) or ," + " (a comma)."),
                            option("time", "The column that holds the time; time by default."),
                            option("device", "The column that holds the device; device by default."),
                            option(
                                    "property",
                                    "In the long form, one reading a line, the column that names the field."),
                            option("value", "In the long form the column that holds the value."),
                            option("unit", "In the long form the column that holds the unit."),
                            option("missing", "The texts that mean that there is no value, such as NA or -9999."),
                            option(
                                    "empty",
                                    "An empty cell: missing (the default, a missing value) or skip"
                                            + " (no reading).")),
                    TimeFormat.OPTIONS.stream())
            .toList();

    /** The use of the first line. */
    enum Header {
        NONE,
        SKIP,
        READ
    }

    /**
     * The layout that options define.
     *
     * @throws DecoderOptionException if they contradict one another or cannot be used
     */
    static CsvLayout of(DecoderOptions options) {
        CsvLayout layout = new CsvLayout(
                options.texts("columns"),
                Header.valueOf(choice(options, "header", "none", "skip", "read").toUpperCase(Locale.ROOT)),
                character(options, "separator"),
                choice(options, "decimal", ".", ",").charAt(0),
                options.text("time", DEFAULTS.get(0)),
                options.text("device", DEFAULTS.get(1)),
                options.text("property", null),
                options.text("value", null),
                options.text("unit", null),
                Set.copyOf(new HashSet<>(options.texts("missing"))),
                choice(options, "empty", "missing", "skip").equals("skip"),
                TimeFormat.of(options));
        layout.check(options);
        return layout;
    }

    /** Whether each line is one reading. */
    boolean isLong() {
        return property != null;
    }

    private void check(DecoderOptions options) {
        if (columns.isEmpty() && header != Header.READ) {
            throw new DecoderOptionException("columns is needed unless header is read");
        }
        if ((property == null) != (value == null)) {
            throw new DecoderOptionException("property and value belong together: the long form needs both");
        }
        if (unit != null && property == null) {
            throw new DecoderOptionException("unit needs the long form, with property and value");
        }
        if (separator == decimal || separator == '"' || separator == '\n' || separator == '\r') {
            throw new DecoderOptionException("separator must be no quote, no end of line and not that of decimal");
        }
        for (String option : List.of("time", "device", "property", "value", "unit")) {
            String column = options.text(option, null);
            if (column != null && !columns.isEmpty() && !columns.contains(column)) {
                throw new DecoderOptionException(option + " is '" + column + "', which is none of columns");
            }
        }
    }

    private static String choice(DecoderOptions options, String name, String... choices) {
        String chosen = options.text(name, choices[0]);
        if (!List.of(choices).contains(chosen)) {
            throw new DecoderOptionException(name + " must be one of " + List.of(choices));
        }
        return chosen;
    }

    private static char character(DecoderOptions options, String name) {
        String text = options.text(name, ",");
        if (text.length() != 1) {
            throw new DecoderOptionException(name + " must be one character");
        }
        return text.charAt(0);
    }

    private static DecoderOption option(String name, String meaning) {
        return new DecoderOption(name, meaning, false);
    }
}
