package org.metrobed.model;

import java.util.Locale;

/** The severity of an alert, from lowest to highest. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** The word in files, JSON and the database: {@code info}, {@code warning}, {@code critical}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a word.
     *
     * @throws IllegalArgumentException if it is not one of the three
     */
    public static Severity parse(String word) {
        return Constants.find(Severity.class, Severity::word, word)
                .orElseThrow(
                        () -> new IllegalArgumentException("severity '" + word + "' is not info, warning or critical"));
    }
}
