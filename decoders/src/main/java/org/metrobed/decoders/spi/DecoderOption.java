package org.metrobed.decoders.spi;

import java.util.Objects;

/**
 * An option that a binding may give a decoder. Immutable.
 *
 * @param name as the catalog writes it
 * @param meaning what it does and what may stand there, one sentence
 * @param required whether the decoder cannot do without it
 */
public record DecoderOption(String name, String meaning, boolean required) {

    public DecoderOption {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(meaning, "meaning");
    }
}
