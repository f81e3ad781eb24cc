package org.metrobed.model.params;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The kind of a parameter, from the type and the unit of its component. */
public enum Kind {
    /** A finite number: {@code double}. */
    NUMBER("a number"),
    /** A whole number: {@code int} or {@code long}. */
    WHOLE("a whole number"),
    /** A duration: {@code double} in {@link Unit#SECONDS} or {@code long} in {@link Unit#MILLIS}. */
    DURATION("duration"),
    /** A length: {@code double} in {@link Unit#METRES}. */
    LENGTH("length"),
    /** A truth value: {@code boolean}. */
    FLAG("true or false"),
    /** A constant of an enum, written in kebab-case. */
    WORD("a word"),
    /** Two ends: a record that implements {@link Ends}. */
    SPAN("a span"),
    /** A {@link java.time.ZoneId}. */
    ZONE("an IANA zone"),
    /** A {@link String}. */
    TEXT("text"),
    /** Another record of parameters. */
    RECORD("a map"),
    /** A list of records, texts or numbers. */
    LIST("a list"),
    /** Parameters of quality tests, each identified by its slot: a list of {@link TestParams}. */
    TESTS("tests");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** The name for people. */
    public String words() {
        return words;
    }

    /**
     * That of a component.
     *
     * @param type the type of the component
     * @param element the same, or of a list the type of its items
     * @param unit what its number counts
     * @return empty for a type that is no parameter
     */
    static Optional<Kind> of(Class<?> type, Class<?> element, Unit unit) {
        if (type == List.class) {
            return Optional.of(element == TestParams.class ? TESTS : LIST);
        }
        if (type == double.class) {
            return Optional.of(unit == Unit.SECONDS ? DURATION : unit == Unit.METRES ? LENGTH : NUMBER);
        }
        if (type == int.class || type == long.class) {
            return Optional.of(unit == Unit.MILLIS ? DURATION : WHOLE);
        }
        if (type == boolean.class) {
            return Optional.of(FLAG);
        }
        if (type == ZoneId.class) {
            return Optional.of(ZONE);
        }
        if (type == String.class) {
            return Optional.of(TEXT);
        }
        if (Ends.class.isAssignableFrom(type)) {
            return Optional.of(SPAN);
        }
        return type.isEnum() ? Optional.of(WORD) : type.isRecord() ? Optional.of(RECORD) : Optional.empty();
    }
}
