package org.metrobed.store.write;

/** Fragments of SQL. Stateless. */
final class Sql {

    private Sql() {}

    /** SQL that converts an expression in microseconds since 1970 UTC to a timestamptz; exact for 285 years. */
    static String timestamp(String micros) {
        return "timestamptz 'epoch' + " + micros + " * interval '1 microsecond'";
    }
}
