package org.metrobed.decoders.spi;

import java.util.List;

/**
 * Converts the bytes of one MQTT message into measurements or a reason; pure, thread-safe, and never throws because of
 * the bytes. A decoder is one class, one entry in {@code Decoders} and its golden payloads. A decoder that must
 * remember earlier messages is a {@link SessionDecoder}.
 */
public interface PayloadDecoder {

    /** Its name in the catalog, kebab-case, such as {@code native-json}. */
    String name();

    /**
     * Its version, which must be raised whenever the same bytes would give another result; dead letters and documents
     * name it.
     */
    int version();

    /** The format that it reads, and the source of the time, for docs/DECODERS.md; one to three sentences. */
    String summary();

    /** The options that a binding may give it. */
    default List<DecoderOption> options() {
        return List.of();
    }

    /**
     * The decoder with a binding's options. The caller has already refused options that {@link #options} does not name.
     *
     * @throws DecoderOptionException if an option cannot be used
     */
    default PayloadDecoder with(DecoderOptions options) {
        return this;
    }

    /** Whether the times of readings are dates without a time of day, as options say. */
    default boolean readsDates() {
        return false;
    }

    /**
     * Decodes one message. A message with a syntax error yields one rejection of the whole message and no measurement.
     * A fault in one reading of a valid batch rejects that reading alone. A reading without any time gets
     * {@link Measurement#NO_TIME}, not the received time.
     */
    Decoded decode(Message message);
}
