package org.metrobed.model;

import java.util.Locale;

/** The three families of things in a test-bed. */
public enum Family {
    MOBILITY,
    AIR,
    INFRASTRUCTURE;

    /** The word in files and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a word.
     *
     * @throws IllegalArgumentException if it is not one of the three
     */
    public static Family parse(String word) {
        return Constants.find(Family.class, Family::word, word)
                .orElseThrow(() ->
                        new IllegalArgumentException("family '" + word + "' is not mobility, air or infrastructure"));
    }
}
