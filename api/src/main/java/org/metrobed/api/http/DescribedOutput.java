package org.metrobed.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.metrobed.api.columnar.ArrowOutput;
import org.metrobed.api.columnar.ParquetOutput;
import org.metrobed.api.columnar.TableColumn;

/** Writes rows with what is said of them: Arrow, Parquet, the description of CSV, and CSV after lines of comments. Static functions only. */
final class DescribedOutput {

    /** Whether CSV begins with lines of metadata. */
    static final QueryParameter METADATA = QueryParameter.word(
            "metadata",
            "lines: CSV begins with lines '# name: value' for title, source, as_of, datetime, license and units; text with # is"
                    + " quoted.",
            List.of("none", "lines"),
            "none");

    private DescribedOutput() {}

    /**
     * Whether a request wants CSV with lines of metadata.
     *
     * @throws ProblemException if it wants them of another format
     */
    static boolean wantsLines(Request request) {
        boolean lines = request.takes(METADATA)
                && request.findText(METADATA).orElseThrow().equals("lines");
        if (lines && request.format() != Format.CSV) {
            throw ProblemException.parameter(
                    METADATA.name(), "lines are for f=csv; Arrow and Parquet hold their metadata");
        }
        return lines;
    }

    /** Writes rows in a format of tables. */
    static <R> void write(DescribedRows<R> rows, Format format, OutputStream out) throws IOException {
        switch (format) {
            case CSV -> {
                out.write(lines(rows.metadata()).getBytes(StandardCharsets.UTF_8));
                RowsOutput.writeCsv(rows.rows(), true, out);
            }
            case ARROW -> ArrowOutput.write(rows.table(), out);
            case PARQUET -> ParquetOutput.write(rows.table(), out);
            case CSVW -> writeDescription(rows, out);
            default -> throw new IllegalArgumentException(format + " holds no metadata");
        }
    }

    private static String lines(Map<String, String> metadata) {
        StringBuilder lines = new StringBuilder();
        metadata.forEach((name, value) -> lines.append("# ")
                .append(name)
                .append(": ")
                .append(value.replaceAll("\\R", " "))
                .append('\n'));
        return lines.toString();
    }

    /** Metadata for tabular data on the web (W3C CSVW). */
    private static <R> void writeDescription(DescribedRows<R> rows, OutputStream out) throws IOException {
        try (JsonGenerator json = ViewJson.generator(out)) {
            json.writeStartObject();
            json.writeStringField("@context", "http://www.w3.org/ns/csvw");
            json.writeStringField("url", rows.answer().csvAddress());
            for (Map.Entry<String, String> entry : rows.metadata().entrySet()) {
                json.writeStringField(property(entry.getKey()), entry.getValue());
            }
            json.writeObjectFieldStart("tableSchema");
            json.writeArrayFieldStart("columns");
            for (TableColumn column : rows.columns()) {
                writeColumn(json, column);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static void writeColumn(JsonGenerator json, TableColumn column) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        json.writeStringField("titles", column.name());
        json.writeStringField(
                "datatype",
                switch (column.kind()) {
                    case TEXT -> "string";
                    case TIME -> "datetime";
                    case WHOLE -> "integer";
                    case NUMBER -> "double";
                    case TRUTH -> "boolean";
                });
        if (!column.description().isEmpty()) {
            json.writeStringField("dc:description", column.description());
        }
        if (!column.unit().isEmpty()) {
            json.writeStringField("schema:unitText", column.unit());
        }
        json.writeEndObject();
    }

    /** The property of CSVW for a name of the metadata: others need a prefix. */
    private static String property(String name) {
        return switch (name) {
            case "title", "source", "license" -> "dc:" + name;
            case "as_of" -> "dc:issued";
            case "datetime" -> "dc:temporal";
            case "units" -> "schema:unitText";
            default -> "schema:" + name;
        };
    }
}
