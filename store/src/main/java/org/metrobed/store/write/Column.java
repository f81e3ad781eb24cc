package org.metrobed.store.write;

import java.util.List;

/** A column of a table and the source of its value. Immutable. */
sealed interface Column<T> permits LongColumn, DoubleColumn, TextColumn, BytesColumn {

    /** Its name in SQL. */
    String name();

    /** Its type in SQL. */
    SqlType type();

    /** Whether two rows with the same key must agree in it. */
    default boolean compared() {
        return true;
    }

    /** The value as a parameter of {@link SqlType#fromArray}, or null. */
    Object parameter(T row, Keys keys);

    /** Appends the field in COPY format. */
    void encode(T row, CopyEncoder out, Keys keys);

    /** The values of a batch, for {@link java.sql.Connection#createArrayOf}. */
    Object toArray(List<T> rows, Keys keys);
}
