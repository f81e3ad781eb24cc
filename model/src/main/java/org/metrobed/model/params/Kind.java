package org.metrobed.model.params;

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
}
