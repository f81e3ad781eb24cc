package org.metrobed.api.http;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes views as CSV (RFC 4180, comma, LF, header line). A nested record becomes columns {@code field_part}; lists and
 * maps become one text, also of records: {@code name=value} or {@code part=value part=value}; null is an empty cell. External text that a spreadsheet would read as a formula gets an
 * apostrophe in front. Not thread-safe.
 */
final class CsvRows<R> {

    private final Writer out;
    private final List<RecordShape.Field> columns;
    private final boolean comments;

    /** @param comments whether readers take the rest of a line after # for a comment, so that text with # has to be quoted */
    CsvRows(RecordShape<R> shape, Writer out, boolean comments) {
        this.out = out;
        this.comments = comments;
        this.columns = shape.leaves();
    }

    void writeHeader() throws IOException {
        out.write(columns.stream().map(RecordShape.Field::name).collect(Collectors.joining(",")));
        out.write('\n');
    }

    void write(R view) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            writeCell(columns.get(i).value(view));
        }
        out.write('\n');
    }

    private void writeCell(Object value) throws IOException {
        if (value == null) {
            return;
        }
        if (value instanceof Number || value instanceof Boolean) {
            out.write(value.toString());
        } else if (value instanceof Instant instant) {
            out.write(Moments.format(instant));
        } else {
            writeText(text(value));
        }
    }

    /** A list, a map or another value as one text. */
    static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "" : list.stream().map(CsvRows::text).collect(Collectors.joining(";"));
        }
        if (value instanceof Map<?, ?> map) {
            StringJoiner entries = new StringJoiner(";");
            map.forEach((key, one) -> entries.add(key + "=" + one));
            return entries.toString();
        }
        return value instanceof Record row ? parts(row) : String.valueOf(value);
    }

    private static String parts(Record row) {
        List<RecordShape.Field> fields = RecordShape.of(row.getClass()).fields();
        if (fields.stream().map(RecordShape.Field::name).toList().equals(List.of("name", "value"))) {
            return fields.stream().map(field -> text(field.value(row))).collect(Collectors.joining("="));
        }
        return fields.stream()
                .filter(field -> field.value(row) != null)
                .map(field -> field.name() + "=" + text(field.value(row)))
                .collect(Collectors.joining(" "));
    }

    private void writeText(String text) throws IOException {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        out.write(mustBeQuoted(safe) ? '"' + safe.replace("\"", "\"\"") + '"' : safe);
    }

    /** By hand, because a row has many texts and a stream for each takes longer than writing it. */
    private boolean mustBeQuoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r' || (comments && c == '#')) {
                return true;
            }
        }
        return false;
    }
}
