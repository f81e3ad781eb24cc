package org.metrobed.api.http;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A response of rows. The iterator is read once, while the answer is written, so it may fetch lazily.
 *
 * @param shape the fields
 * @param rows the views, in order
 * @param asOf the log time of the answer, null for catalog data
 * @param datetime the requested phenomenon time, null if it has none
 * @param next cursor of the next page, null on the last
 * @param begins where the first row of the selection lies, if the answer is empty because it lies later; else null
 */
public record Rows<R>(
        RecordShape<R> shape, Iterator<R> rows, Instant asOf, Datetime datetime, String next, Instant begins) {
    public Rows {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(rows, "rows");
    }

    /** Finds the time of the first row of a selection, whatever the requested time; empty if it has none. */
    @FunctionalInterface
    public interface Beginning {
        /** Looks in the store. */
        Optional<Instant> find() throws SQLException;
    }

    /** Reads the rows of an answer. */
    @FunctionalInterface
    public interface Reading<R> {
        /** Reads them from the store. */
        Rows<R> read() throws Exception;
    }

    /** Rows of a selection that may be empty for any reason. */
    public Rows(RecordShape<R> shape, Iterator<R> rows, Instant asOf, Datetime datetime, String next) {
        this(shape, rows, asOf, datetime, next, null);
    }

    /** All rows at once, from the catalog. */
    public static <R> Rows<R> all(Class<R> view, Iterator<R> rows) {
        return new Rows<>(RecordShape.of(view), rows, null, null, null);
    }

    /** These rows; if there is none, with the place where the first one of the selection lies after the requested time. */
    public Rows<R> orBegins(Beginning beginning) throws SQLException {
        if (rows.hasNext() || datetime == null) {
            return this;
        }
        Instant later =
                beginning.find().filter(first -> !first.isBefore(datetime.to())).orElse(null);
        return new Rows<>(shape, rows, asOf, datetime, next, later);
    }

    /** The headers that tell of the rows; most of it is also in JSON. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (asOf != null) {
            headers.put("Metrobed-As-Of", Moments.format(asOf));
        }
        if (begins != null) {
            headers.put("Metrobed-Begins", Moments.format(begins));
        }
        if (datetime != null) {
            headers.put("Metrobed-Datetime", datetime.toString());
        }
        return headers;
    }

    /** Other rows of the same answer. */
    public <S> Rows<S> with(RecordShape<S> other, Iterator<S> views) {
        return new Rows<>(other, views, asOf, datetime, next, begins);
    }

    /** These rows with other fields. */
    Rows<R> withShape(RecordShape<R> other) {
        return new Rows<>(other, rows, asOf, datetime, next, begins);
    }
}
