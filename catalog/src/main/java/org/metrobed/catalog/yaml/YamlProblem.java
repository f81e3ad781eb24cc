package org.metrobed.catalog.yaml;

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
public record YamlProblem(String file, int line, int column, String message) implements Comparable<YamlProblem> {

    private static final Comparator<YamlProblem> BY_PLACE = Comparator.comparing(YamlProblem::file)
            .thenComparingInt(YamlProblem::line)
            .thenComparingInt(YamlProblem::column)
            .thenComparing(YamlProblem::message);

    public YamlProblem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public int compareTo(YamlProblem other) {
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
