package org.metrobed.model.params;

/** What the number of a parameter counts. */
public enum Unit {
    /** Nothing: a word, a truth value, a span of something that its text names. */
    NONE(""),
    /** In the datastream's unit. */
    DATASTREAM("of the datastream"),
    /** In the datastream's unit, in the time that the parameter {@code per} says. */
    DATASTREAM_PER("of the datastream, in the time `per`"),
    /** A ratio. */
    ONE("1"),
    /** A duration, held as seconds in a {@code double}. */
    SECONDS("duration"),
    /** A duration, held as milliseconds in a {@code long}. */
    MILLIS("duration"),
    /** A length, held as metres. */
    METRES("length in km or m"),
    /** Rows of a datastream. */
    ROWS("rows"),
    /** Datastreams. */
    DATASTREAMS("datastreams"),
    /** The name of another property of the bundle. */
    PROPERTY("a property");

    private final String words;

    Unit(String words) {
        this.words = words;
    }

    /** For people; empty for none. */
    public String words() {
        return words;
    }
}
