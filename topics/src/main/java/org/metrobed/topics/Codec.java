package org.metrobed.topics;

/** Turns records into bytes and back. Thread-safe. Readers accept what older and newer writers wrote. */
public interface Codec<T> {

    /** The bytes of a record. */
    byte[] encode(T record);

    /**
     * The record of these bytes.
     *
     * @throws IllegalArgumentException when they are none
     */
    T decode(byte[] bytes);
}
