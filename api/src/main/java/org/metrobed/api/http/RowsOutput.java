package org.metrobed.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;

/** Writes {@link Rows} to a stream in one of the formats, row by row, in constant memory. Static functions only. */
final class RowsOutput {

    private static final int BUFFER = 1 << 15;

    private RowsOutput() {}

    /** Writes rows; {@code nextLink} is the address of the next page or null. */
    static <R> void write(Rows<R> rows, Format format, String nextLink, OutputStream out) throws IOException {
        switch (format) {
            case JSON -> writeJson(rows, nextLink, out);
            case NDJSON -> writeLines(rows, out);
            case CSV -> writeCsv(rows, false, out);
            default -> throw new IllegalArgumentException(format + " is not a format of rows");
        }
    }

    private static <R> void writeJson(Rows<R> rows, String nextLink, OutputStream out) throws IOException {
        SerializerProvider values = ViewJson.values();
        try (JsonGenerator json = ViewJson.generator(out)) {
            json.writeStartObject();
            if (rows.asOf() != null) {
                json.writeStringField("asOf", Moments.format(rows.asOf()));
            }
            if (rows.datetime() != null) {
                json.writeStringField("datetime", rows.datetime().toString());
            }
            if (rows.begins() != null) {
                json.writeStringField("begins", Moments.format(rows.begins()));
            }
            json.writeArrayFieldStart("items");
            for (Iterator<R> views = rows.rows(); views.hasNext(); ) {
                writeObject(json, values, rows.shape(), views.next());
            }
            json.writeEndArray();
            json.writeStringField("next", nextLink);
            json.writeEndObject();
        }
    }

    private static <R> void writeLines(Rows<R> rows, OutputStream out) throws IOException {
        SerializerProvider values = ViewJson.values();
        try (JsonGenerator json = ViewJson.generator(out)) {
            json.setRootValueSeparator(null);
            for (Iterator<R> views = rows.rows(); views.hasNext(); ) {
                writeObject(json, values, rows.shape(), views.next());
                json.writeRaw('\n');
            }
        }
    }

    /** @param comments whether lines before the header are comments that begin with # */
    static <R> void writeCsv(Rows<R> rows, boolean comments, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        CsvRows<R> csv = new CsvRows<>(rows.shape(), writer, comments);
        csv.writeHeader();
        for (Iterator<R> views = rows.rows(); views.hasNext(); ) {
            csv.write(views.next());
        }
        writer.flush();
    }

    /** One row as a JSON object; {@code values} writes what is neither a text, a number nor a time. */
    static <R> void writeObject(JsonGenerator json, SerializerProvider values, RecordShape<R> shape, R view)
            throws IOException {
        json.writeStartObject();
        for (RecordShape.Field field : shape.fields()) {
            json.writeFieldName(field.name());
            writeValue(json, values, field.value(view));
        }
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, SerializerProvider values, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Instant instant) {
            json.writeString(Moments.format(instant));
        } else {
            values.defaultSerializeValue(value, json);
        }
    }
}
