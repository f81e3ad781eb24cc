package org.metrobed.decoders.spi;

import java.util.List;

/**
 * Turns the bytes of one MQTT message into measurements or a reason; pure, thread-safe, and never throws for what the bytes
 * say. A decoder is one class, one entry in {@code Decoders} and its golden payloads; one that must remember earlier messages
 * is a {@link SessionDecoder}.
 */
public interface PayloadDecoder {

    /** Its name in the catalog, kebab-case, such as {@code native-json}. */
    String name();

    /** Raised whenever the same bytes would give something else; dead letters and documents name it. */
    int version();

    /** What it reads, and where it takes the time from, for docs/DECODERS.md; one to three sentences. */
    String summary();

    /** The options that a binding may give it. */
    default List<DecoderOption> options() {
        return List.of();
    }

    /**
     * The decoder with a binding's options; options that {@link #options} does not name have been refused before.
     *
     * @throws DecoderOptionException when an option cannot be used
     */
    default PayloadDecoder with(DecoderOptions options) {
        return this;
    }

    /**
     * Decodes one message. All or nothing in syntax: a message that cannot be read to its end yields one rejection of the
     * whole and no measurement. What is wrong with one reading of a readable batch rejects that reading alone. A reading
     * without any time gets {@link Measurement#NO_TIME}, not the received time.
     */
    Decoded decode(Message message);
}
