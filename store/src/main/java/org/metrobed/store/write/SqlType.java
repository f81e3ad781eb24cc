package org.metrobed.store.write;

import org.metrobed.store.query.Query;

/** The type of a column. Times are written and read as whole numbers since 1970 UTC, in the unit that the name says. */
enum SqlType {
    BOOL("boolean"),
    INT2("smallint"),
    INT4("integer"),
    INT8("bigint"),
    FLOAT8("double precision"),
    TEXT("text"),
    BYTEA("bytea"),
    MICROS("timestamp with time zone"),
    MILLIS("timestamp with time zone");

    private final String word;

    SqlType(String word) {
        this.word = word;
    }

    /** Its name in the catalog of the database. */
    String word() {
        return word;
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
