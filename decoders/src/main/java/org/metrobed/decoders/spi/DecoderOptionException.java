package org.metrobed.decoders.spi;

/** A binding has an option that its decoder cannot use; the message names the option and the rule. */
public final class DecoderOptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message a sentence that begins with the option's name */
    public DecoderOptionException(String message) {
        super(message);
    }
}
