package org.metrobed.api.http;

import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;

/**
 * A response of rows. The iterator is read once, while the answer is written, so it may fetch lazily.
 *
 * @param shape the fields
 * @param rows the views, in order
 * @param asOf the log time of the answer, null for catalog data
 * @param datetime the requested phenomenon time, null if it has none
 * @param next cursor of the next page, null on the last
 */
public record Rows<R>(RecordShape<R> shape, Iterator<R> rows, Instant asOf, Datetime datetime, String next) {
    public Rows {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(rows, "rows");
    }

    /** All rows at once, from the catalog. */
    public static <R> Rows<R> all(Class<R> view, Iterator<R> rows) {
        return new Rows<>(RecordShape.of(view), rows, null, null, null);
    }
}
