package org.metrobed.decoders.spi;

import java.util.Objects;

/**
 * An option that a binding may give to a decoder. Immutable.
 *
 * @param name its name in the catalog
 * @param meaning its effect and its allowed values, one sentence
 * @param required whether the decoder needs it
 */
public record DecoderOption(String name, String meaning, boolean required) {

    public DecoderOption {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(meaning, "meaning");
    }
}
