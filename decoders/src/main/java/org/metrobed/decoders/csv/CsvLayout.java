package org.metrobed.decoders.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.text.NumberOptions;
import org.metrobed.decoders.text.TimeFormat;
import org.metrobed.model.text.CellFlags;
import org.metrobed.model.text.CsvMarks;
import org.metrobed.model.text.NumberStyle;
import org.metrobed.model.text.WordSet;

/**
 * The layout of CSV lines, from the options of a binding. Immutable.
 *
 * @param columns the names of the columns in their order, empty for a column that is skipped. If the header is read:
 *     the names of the columns to use, none for all
 * @param header the use of the first line
 * @param delimiter separates two cells; {@link CsvMarks#BLANKS} for runs of blanks and tabs
 * @param comment begins a line that is passed over; {@link CsvMarks#NO_COMMENT} if there are none
 * @param encoding of the characters
 * @param numbers how numbers are written
 * @param time the column of times; {@link #NO_TIME} if there is none
 * @param device the column of devices
 * @param property the column of fields in the long format; null in the wide format
 * @param value the column of values in the long format
 * @param unit the column of units in the long format; null if there is none
 * @param missing cells that mean "no value"
 * @param skipEmpty whether an empty cell is no reading; otherwise it is a missing value
 * @param flags the meaning of the provider's flags, in a column of their own; empty if there are none
 * @param timeFormat the format of times
 */
record CsvLayout(
        List<String> columns,
        Header header,
        char delimiter,
        char comment,
        Charset encoding,
        NumberStyle numbers,
        String time,
        String device,
        String property,
        String value,
        String unit,
        WordSet missing,
        boolean skipEmpty,
        Optional<CellFlags> flags,
        TimeFormat timeFormat) {

    /** In place of the column of times: there is none. */
    static final String NO_TIME = "none";

    /** The column of devices if no option names it; it is optional. */
    static final String DEVICE = "device";

    /** The options that define it. */
    static final List<DecoderOption> OPTIONS = Stream.of(
                    Stream.of(
                            option(
                                    "columns",
                                    "The names of the columns in their order, \"\" for one to pass over;"
                                            + " needed unless the header is read, and then the names of those to take."),
                            option(
                                    "header",
                                    "The first line: none (the default, it holds readings), skip, or read"
                                            + " (it names the columns)."),
                            option(
                                    "delimiter",
                                    "What divides cells: one character, tab, or blanks (a run of blanks and tabs"
                                            + " divides once); a comma by default."),
                            option("separator", "The older name of delimiter."),
                            option("comment", "The character that begins a line to pass over, such as #."),
                            option("encoding", "The character set; UTF-8 by default."),
                            option(
                                    "time",
                                    "The column that holds the time, which a header that is read must have; time by"
                                            + " default; none if there is no such column."),
                            option("device", "The column that holds the device; device by default."),
                            option(
                                    "property",
                                    "In the long form, one reading a line, the column that names the field."),
                            option("value", "In the long form the column that holds the value."),
                            option(
                                    "unit",
                                    "In the long form the column that holds the unit; beside an empty cell the unit is not known."),
                            option(
                                    "missing",
                                    "The texts that mean that there is no value, such as NA or -9999, in any case; numbers"
                                            + " are compared as numbers."),
                            option(
                                    "empty",
                                    "An empty cell: missing (the default, a missing value) or skip" + " (no reading)."),
                            option(
                                    "flag",
                                    "The sender's own flags: column, and the lists suspect, fail, missing and censored of its"
                                            + " texts, such as {column: qc, suspect: [3], fail: [4]}.")),
                    NumberOptions.OPTIONS.stream(),
                    TimeFormat.OPTIONS.stream())
            .flatMap(options -> options)
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
        NumberStyle numbers = NumberOptions.of(options);
        CsvLayout layout = new CsvLayout(
                options.texts("columns"),
                Header.valueOf(choice(options, "header", "none", "skip", "read").toUpperCase(Locale.ROOT)),
                delimiter(options),
                character(options, "comment", CsvMarks.NO_COMMENT),
                encoding(options),
                numbers,
                options.text("time", "time"),
                options.text("device", DEVICE),
                options.text("property", null),
                options.text("value", null),
                options.text("unit", null),
                new WordSet(options.texts("missing"), numbers),
                choice(options, "empty", "missing", "skip").equals("skip"),
                FlagOption.find(options),
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
        boolean groups = delimiter == numbers.thousands() && delimiter != CsvMarks.BLANKS;
        if (delimiter == numbers.decimal() || groups || delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
            throw new DecoderOptionException(
                    "delimiter must be no quote, no end of line and not that of decimal or thousands");
        }
        for (String option : List.of("time", "device", "property", "value", "unit", "flag")) {
            String column =
                    option.equals("flag") ? flags.map(CellFlags::column).orElse(null) : options.text(option, null);
            boolean none = option.equals("time") && NO_TIME.equals(column);
            if (column != null && !none && !columns.isEmpty() && !columns.contains(column)) {
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

    private static char delimiter(DecoderOptions options) {
        String old = options.text("separator", null);
        String text = options.text("delimiter", null);
        if (old != null && text != null) {
            throw new DecoderOptionException("separator is the older name of delimiter: state one");
        }
        String name = old == null ? "delimiter" : "separator";
        return "blanks".equals(options.text(name, ",")) ? CsvMarks.BLANKS : character(options, name, ',');
    }

    private static char character(DecoderOptions options, String name, char otherwise) {
        String text = options.text(name, null);
        if (text != null && text.length() != 1 && !text.equals("tab")) {
            throw new DecoderOptionException(name + " must be one character");
        }
        return text == null ? otherwise : text.equals("tab") ? '\t' : text.charAt(0);
    }

    private static Charset encoding(DecoderOptions options) {
        try {
            return Charset.forName(options.text("encoding", StandardCharsets.UTF_8.name()));
        } catch (IllegalArgumentException e) {
            throw new DecoderOptionException("encoding must be a charset such as ISO-8859-1");
        }
    }

    private static DecoderOption option(String name, String meaning) {
        return new DecoderOption(name, meaning, false);
    }
}
