package org.metrobed.catalog;

import java.util.Comparator;
import java.util.Objects;

/**
 * One problem in a bundle. Sorted by position. Immutable.
 *
 * @param file path relative to the folder of bundles
 * @param line from 1
 * @param column from 1
 * @param message a sentence that names the field and the rule that it breaks
 */
public record CatalogProblem(String file, int line, int column, String message) implements Comparable<CatalogProblem> {

    private static final Comparator<CatalogProblem> BY_PLACE = Comparator.comparing(CatalogProblem::file)
            .thenComparingInt(CatalogProblem::line)
            .thenComparingInt(CatalogProblem::column)
            .thenComparing(CatalogProblem::message);

    public CatalogProblem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public int compareTo(CatalogProblem other) {
        return BY_PLACE.compare(this, other);
    }

    /** {@code file:line:column: message}, as editors and compilers write it. */
    @Override
    public String toString() {
        return place() + message;
    }

    /** As {@link #toString()}, {@code warning:} before the message. */
    public String asWarning() {
        return place() + "warning: " + message;
    }

    private String place() {
        return file + ":" + line + ":" + column + ": ";
    }
}
