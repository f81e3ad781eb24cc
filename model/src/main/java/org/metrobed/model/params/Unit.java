package org.metrobed.model.params;

/** The unit of a parameter's number. */
public enum Unit {
    /** None: a word, a truth value, or a span whose meaning is in its text. */
    NONE(""),
    /** In the datastream's unit. */
    DATASTREAM("of the datastream"),
    /** The datastream's unit per the time of the parameter {@code per}. */
    DATASTREAM_PER("of the datastream, in the time `per`"),
    /** A ratio. */
    ONE("1"),
    /** A duration, stored as seconds in a {@code double}. */
    SECONDS("duration"),
    /** A duration, stored as milliseconds in a {@code long}. */
    MILLIS("duration"),
    /** A length, stored in metres. */
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

    /** The name for people; empty for none. */
    public String words() {
        return words;
    }
}
