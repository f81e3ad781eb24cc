package org.metrobed.store.write;

import java.util.List;

/** A column of a table and the source of its value. Immutable. */
sealed interface Column<T> permits LongColumn, DoubleColumn, TextColumn, BytesColumn {

    /** Its name in SQL. */
    String name();

    /** Its type in SQL. */
    SqlType type();

    /** Whether two rows with the same key must agree in it. */
    boolean compared();

    /** The element type of the array of a batch: {@code int8}, {@code float8}, {@code text} or {@code bytea}. */
    String arrayType();

    /** SQL that converts an array element to the column's value. */
    String fromArray(String element);

    /** The value as a parameter of {@link #fromArray}, or null. */
    Object parameter(T row, Keys keys);

    /** Appends the field in COPY format. */
    void encode(T row, CopyEncoder out, Keys keys);

    /** The values of a batch, for {@link java.sql.Connection#createArrayOf}. */
    Object toArray(List<T> rows, Keys keys);
}
