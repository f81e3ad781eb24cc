package org.metrobed.launcher.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.metrobed.analysis.score.RaisedAlert;
import org.metrobed.analysis.score.TrueFault;

/** Files of alerts and of true faults: CSV with a header, columns in any order, times ISO 8601 with a zone. Stateless. */
public final class AlertFile {

    /** The columns of a written file; {@code onset} and {@code peak} are optional when a file is read. */
    public static final String HEADER = "datastream,from,to,detector,onset,peak";

    /** A row with the fields of its columns. */
    private record Row(Path file, long line, List<String> names, List<String> fields) {

        String text(String column) {
            return fields.get(names.indexOf(column));
        }

        long micros(String column) {
            try {
                return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text(column)));
            } catch (DateTimeException | ArithmeticException e) {
                throw new RowException(
                        file, line, column + " '" + text(column) + "' is not a time such as 2026-03-16T08:00:00Z");
            }
        }
    }

    private AlertFile() {}

    /**
     * Writes alerts.
     *
     * @param lines lines from {@link AnomalyFile}
     * @throws UncheckedIOException when it cannot be written
     */
    public static void write(Path file, List<String> lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    HEADER + "\n"
                            + String.join(
                                    "", lines.stream().map(each -> each + "\n").toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }

    /**
     * Reads alerts. An empty {@code to} means that the alert is still open.
     *
     * @throws RowException when a row cannot be read; names file and line
     * @throws UncheckedIOException when the file cannot be read
     */
    public static List<RaisedAlert> listAlerts(Path file) {
        return read(file, List.of("datastream", "from", "to", "detector"), row -> {
            long to = row.text("to").isEmpty() ? Long.MAX_VALUE : row.micros("to");
            return new RaisedAlert(row.text("datastream"), row.micros("from"), to, row.text("detector"));
        });
    }

    /**
     * Reads true faults.
     *
     * @throws RowException when a row cannot be read; names file and line
     * @throws UncheckedIOException when the file cannot be read
     */
    public static List<TrueFault> listFaults(Path file) {
        return read(
                file,
                List.of("datastream", "family", "from", "to"),
                row -> new TrueFault(row.text("datastream"), row.text("family"), row.micros("from"), row.micros("to")));
    }

    private static <T> List<T> read(Path file, List<String> needed, Function<Row, T> form) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
        String header = lines.isEmpty() ? "" : lines.get(0);
        List<String> names = Arrays.asList(fields(header.toLowerCase(Locale.ROOT)));
        if (!names.containsAll(needed)) {
            throw new RowException(file, 1, "the header is '" + header + "', must name " + String.join(", ", needed));
        }
        List<T> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(row(new Row(file, i + 1L, names, List.of(fields(lines.get(i)))), form));
            }
        }
        return rows;
    }

    /** The fields of a row, without surrounding blanks and quotes. */
    private static String[] fields(String row) {
        String[] fields = row.split(",", -1);
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i].strip();
            boolean quoted = field.length() > 1 && field.startsWith("\"") && field.endsWith("\"");
            fields[i] = quoted ? field.substring(1, field.length() - 1) : field;
        }
        return fields;
    }

    private static <T> T row(Row row, Function<Row, T> form) {
        if (row.fields().size() < row.names().size()) {
            throw new RowException(
                    row.file(),
                    row.line(),
                    "has " + row.fields().size() + " fields, must have "
                            + row.names().size());
        }
        try {
            return form.apply(row);
        } catch (IllegalArgumentException e) {
            throw new RowException(row.file(), row.line(), e.getMessage());
        }
    }
}
