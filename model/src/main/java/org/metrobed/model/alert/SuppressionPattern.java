package org.metrobed.model.alert;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.DatastreamId;

/**
 * The datastreams that a suppression applies to: {@code testbed/thing/property}. Each part is a name or {@code *} for
 * any. Immutable.
 *
 * @param text the text of the pattern
 */
public record SuppressionPattern(String text) {

    private static final String ANY = "*";
    private static final int PARTS = 3;

    /** Takes a trusted text; use {@link #parse} for external text. */
    public SuppressionPattern {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException with the violated rule, as the end of a sentence
     */
    public static SuppressionPattern parse(String text) {
        List<String> parts = List.of(text.split("/", -1));
        if (parts.size() != PARTS || !parts.stream().allMatch(SuppressionPattern::isPart)) {
            throw new IllegalArgumentException(
                    "is '" + text + "', must be testbed/thing/property, each part a name or * for any");
        }
        return new SuppressionPattern(text);
    }

    /** Whether it applies to a datastream. */
    public boolean matches(String datastream) {
        String[] wanted = text.split("/", -1);
        String[] given = datastream.split("/", -1);
        if (given.length != PARTS) {
            return false;
        }
        for (int i = 0; i < PARTS; i++) {
            if (!wanted[i].equals(ANY) && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPart(String part) {
        return part.equals(ANY) || DatastreamId.isName(part);
    }
}
