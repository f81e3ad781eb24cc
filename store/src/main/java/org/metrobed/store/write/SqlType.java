package org.metrobed.store.write;

import org.metrobed.store.query.Query;

/** The type of a column. Times are written and read as whole numbers since 1970 UTC, in the unit that the name says. */
enum SqlType {
    BOOL("boolean", "int8"),
    INT2("smallint", "int8"),
    INT4("integer", "int8"),
    INT8("bigint", "int8"),
    /** A whole number; null stands for 0. */
    SPARSE("bigint", "int8"),
    FLOAT8("double precision", "float8"),
    TEXT("text", "text"),
    BYTEA("bytea", "bytea"),
    MICROS("timestamp with time zone", "int8"),
    MILLIS("timestamp with time zone", "int8");

    private final String word;
    private final String arrayType;

    SqlType(String word, String arrayType) {
        this.word = word;
        this.arrayType = arrayType;
    }

    /** Its name in the catalog of the database. */
    String word() {
        return word;
    }

    /** The element type of the array of a batch. */
    String arrayType() {
        return arrayType;
    }

    /** SQL that converts an array element, or a parameter, to the column's value. */
    String fromArray(String element) {
        return switch (this) {
            case BOOL -> element + " <> 0";
            case INT2 -> element + "::int2";
            case INT4 -> element + "::int4";
            case FLOAT8 -> "nullif(" + element + ", 'NaN')";
            case MICROS, MILLIS -> Query.micros(element);
            case INT8, SPARSE, TEXT, BYTEA -> element;
        };
    }

    /** SQL of a cell for a comparison with another one of this type. */
    String compared(String cell) {
        return this == SPARSE ? "coalesce(" + cell + ", 0)" : cell;
    }

    /** SQL that selects a column of this type under its own name. */
    String selected(String alias, String column) {
        String cell = alias + "." + column;
        return switch (this) {
            case MICROS -> Query.asMicros(cell) + " as " + column;
            case MILLIS -> Query.asMillis(cell) + " as " + column;
            default -> cell;
        };
    }
}
