package org.metrobed.model.alert;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.DatastreamId;

/**
 * Which datastreams a silence is about: {@code testbed/thing/property}, each part a name or {@code *} for any. Immutable.
 *
 * @param text as it was written
 */
public record SuppressionPattern(String text) {

    private static final String ANY = "*";
    private static final int PARTS = 3;

    /** Takes a trusted text; use {@link #parse} for text from outside. */
    public SuppressionPattern {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException with the rule that it breaks, as the end of a sentence
     */
    public static SuppressionPattern parse(String text) {
        List<String> parts = List.of(text.split("/", -1));
        if (parts.size() != PARTS || !parts.stream().allMatch(SuppressionPattern::isPart)) {
            throw new IllegalArgumentException(
                    "is '" + text + "', must be testbed/thing/property, each part a name or * for any");
        }
        return new SuppressionPattern(text);
    }

    /** Whether it is about a datastream. */
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
