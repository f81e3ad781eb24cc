package org.metrobed.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Finds constants of enums. Static functions only. */
public final class Constants {

    private Constants() {}

    /** The first constant with a word; empty if there is none. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, Function<E, String> words, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> words.apply(constant).equals(word))
                .findFirst();
    }
}
