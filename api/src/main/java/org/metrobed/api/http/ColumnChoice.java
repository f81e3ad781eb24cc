package org.metrobed.api.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.catalog.yaml.Nearest;

/** The parameter {@code columns}: which fields the rows of CSV and NDJSON have, in which order. Static functions only. */
public final class ColumnChoice {

    /** Chooses columns. */
    public static final QueryParameter COLUMNS = QueryParameter.texts(
            "columns",
            "Only these columns, in this order, of CSV, Arrow, Parquet and NDJSON; fields of an object as field_part. JSON always"
                    + " has whole items.");

    private ColumnChoice() {}

    /** The names that a request chooses, in their order; empty if it chooses none. */
    public static List<String> names(Request request) {
        return request.takes(COLUMNS) ? request.listTexts(COLUMNS) : List.of();
    }

    /**
     * The shape of the rows of an answer.
     *
     * @throws ProblemException if a name is none of the fields, or the format is not one of columns
     */
    static <R> RecordShape<R> of(Request request, RecordShape<R> shape, Format format) {
        List<String> names = names(request);
        if (names.isEmpty()) {
            return format.isTable() ? shape.ofCsv() : shape;
        }
        if (!format.hasColumns()) {
            throw ProblemException.parameter(
                    COLUMNS.name(), "is for f=csv, arrow, parquet and ndjson; the items of JSON are always whole");
        }
        Map<String, RecordShape.Field> known = new LinkedHashMap<>();
        shape.fields().forEach(field -> known.put(field.name(), field));
        shape.leaves().forEach(field -> known.putIfAbsent(field.name(), field));
        List<RecordShape.Field> chosen = new ArrayList<>();
        for (String name : names) {
            if (!known.containsKey(name)) {
                throw ProblemException.parameter(
                        COLUMNS.name(),
                        "is " + Nearest.quote(name) + ", which this answer does not have"
                                + Nearest.find(name, known.keySet())
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse("; known: " + String.join(", ", known.keySet())));
            }
            chosen.add(known.get(name));
        }
        return shape.only(chosen);
    }
}
