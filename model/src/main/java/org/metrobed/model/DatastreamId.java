package org.metrobed.model;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The id of a datastream: {@code testbed/thing/property}. Each part matches {@code [a-z0-9._-]}, has 1 to 64 characters
 * and starts with a letter or digit. It contains only a string, so that it is a stable key in Kafka, Flink and SQL.
 * Immutable.
 */
public record DatastreamId(String value) implements Comparable<DatastreamId> {

    private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** Takes a trusted value; use {@link #parse} for external text. */
    public DatastreamId {
        Objects.requireNonNull(value, "value");
    }

    /** The id of {@code property} at the thing {@code testbed/thing}; parts are trusted. */
    public static DatastreamId of(String testbed, String thing, String property) {
        return new DatastreamId(testbed + "/" + thing + "/" + property);
    }

    /**
     * Reads an id from text.
     *
     * @throws IllegalArgumentException if it does not have three valid parts; the message states the violated rule
     */
    public static DatastreamId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("datastream '" + text + "' is not testbed/thing/property");
        }
        for (String part : parts) {
            if (!isName(part)) {
                throw new IllegalArgumentException("'" + part + "' in datastream '" + text
                        + "' is not 1 to 64 of a-z 0-9 . _ - starting with a letter or digit");
            }
        }
        return new DatastreamId(text);
    }

    /** Whether text may be the name of a test-bed, a thing or a property. */
    public static boolean isName(String text) {
        return PART.matcher(text).matches();
    }

    /** The first part. */
    public String testbed() {
        return value.substring(0, value.indexOf('/'));
    }

    /** The first two parts, {@code testbed/thing}. */
    public String thing() {
        return value.substring(0, value.lastIndexOf('/'));
    }

    /** The last part. */
    public String property() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public int compareTo(DatastreamId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
