package org.metrobed.wire.decode;

/**
 * Turns the bytes of one MQTT message into measurements or a reason; pure, stateless, thread-safe, and never throws for
 * what the bytes say. A decoder is one class, one entry in {@link Decoders} and its golden payloads.
 */
public interface PayloadDecoder {

    /** Its name in the catalog, kebab-case, such as {@code native-json}. */
    String name();

    /** Raised whenever the same bytes would give something else; dead letters and documents name it. */
    int version();

    /**
     * Decodes one message. All or nothing in syntax: a message that cannot be read to its end yields one rejection of the
     * whole and no measurement. What is wrong with one reading of a readable batch rejects that reading alone.
     *
     * @param topic the MQTT topic
     * @param payload the bytes as received; not kept, not changed
     * @param receivedMillis when it was received, milliseconds since 1970 UTC; what a payload's relative time refers to. A
     *     reading without any time gets {@link Measurement#NO_TIME}, not this
     */
    Decoded decode(String topic, byte[] payload, long receivedMillis);
}
