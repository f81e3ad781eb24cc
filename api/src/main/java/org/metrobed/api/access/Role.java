package org.metrobed.api.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.metrobed.model.Visibility;

/** What a reader may do; each also what those before it may. */
public enum Role {
    /** Reads the data of public projects. */
    PUBLIC,
    /** Also reads the data of projects for researchers. */
    RESEARCHER,
    /** Also reads the data of projects for operators, and changes something: annotations, alerts, redrives. */
    OPERATOR,
    /** Also reads the data of projects for admins, and manages keys. */
    ADMIN;

    /** The word in JSON and in settings: {@code public}, {@code researcher}, {@code operator}, {@code admin}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a word.
     *
     * @throws IllegalArgumentException with the violated rule, as the end of a sentence
     */
    public static Role parse(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "is '" + word + "', must be one of " + String.join(", ", words())));
    }

    /** Every word. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
    }

    /** Whether it may do what another role may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** Whether it may read data of this visibility. */
    boolean reads(Visibility visibility) {
        return switch (visibility) {
            case PUBLIC -> true;
            case RESEARCHERS -> includes(RESEARCHER);
            case OPERATORS -> includes(OPERATOR);
            case ADMINS -> includes(ADMIN);
        };
    }
}
