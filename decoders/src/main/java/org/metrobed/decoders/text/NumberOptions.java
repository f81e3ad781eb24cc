package org.metrobed.decoders.text;

import java.util.List;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.model.text.NumberStyle;

/** The options of decoders that say how a text writes numbers. Static functions only. */
public final class NumberOptions {

    /** The options. */
    public static final List<DecoderOption> OPTIONS = List.of(
            new DecoderOption(
                    "decimal", "What divides the fraction from a number: . (the default) or , (a comma).", false),
            new DecoderOption(
                    "thousands",
                    "What divides groups of three digits, one character; without it such a number is refused.",
                    false));

    private NumberOptions() {}

    /**
     * The style that options state.
     *
     * @throws DecoderOptionException if an option has another value
     */
    public static NumberStyle of(DecoderOptions options) {
        String decimal = options.text("decimal", ".");
        if (!decimal.equals(".") && !decimal.equals(",")) {
            throw new DecoderOptionException("decimal must be one of [., ,]");
        }
        String thousands = options.text("thousands", "");
        if (thousands.length() > 1) {
            throw new DecoderOptionException("thousands must be one character");
        }
        if (thousands.equals(decimal)) {
            throw new DecoderOptionException("thousands must differ from decimal");
        }
        return new NumberStyle(decimal.charAt(0), thousands.isEmpty() ? NumberStyle.NONE : thousands.charAt(0));
    }
}
