package org.metrobed.store.write;

import java.util.List;

/** A column of a table and where its value comes from. Immutable. */
sealed interface Column<T> permits LongColumn, DoubleColumn, TextColumn, BytesColumn {

    /** Its name in SQL. */
    String name();

    /** Whether two rows of one key must agree in it. */
    boolean compared();

    /** The type of element in which a batch's values travel: {@code int8}, {@code float8}, {@code text} or {@code bytea}. */
    String arrayType();

    /** SQL that makes the column's value of an element. */
    String fromArray(String element);

    /** Appends the field for COPY. */
    void encode(T row, CopyEncoder out, Keys keys);

    /** The values of a batch, as {@link java.sql.Connection#createArrayOf} takes them. */
    Object toArray(List<T> rows, Keys keys);
}
