package org.metrobed.model;

import java.util.Locale;

/** Who may read the data of a project; each also those after it. */
public enum Visibility {
    /** Everybody. */
    PUBLIC,
    /** Researchers, operators and admins. */
    RESEARCHERS,
    /** Operators and admins. */
    OPERATORS,
    /** Admins. */
    ADMINS;

    /** The word in bundles: {@code public}, {@code researchers}, {@code operators}, {@code admins}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
