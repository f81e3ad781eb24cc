package org.metrobed.topics;

/** Converts records to bytes and back. Thread-safe. Readers accept the formats of older and newer writers. */
public interface Codec<T> {

    /** The bytes of a record. */
    byte[] encode(T record);

    /**
     * The record of these bytes.
     *
     * @throws IllegalArgumentException if they are not a record
     */
    T decode(byte[] bytes);
}
