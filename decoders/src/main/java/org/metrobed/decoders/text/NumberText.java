package org.metrobed.decoders.text;

import java.util.OptionalDouble;
import org.metrobed.model.text.NumberStyle;

/** Reads numbers in text: decimal, with a sign, a fraction and an exponent. Static functions only. */
public final class NumberText {

    private NumberText() {}

    /** The number of a text, NaN for "NaN" in any case; empty if it is not a number or longer than 64 characters. */
    public static OptionalDouble parse(String text) {
        return parse(text, NumberStyle.PLAIN);
    }

    /**
     * The number of a text, like {@link #parse(String)}.
     *
     * @param style how the text writes numbers
     */
    public static OptionalDouble parse(String text, NumberStyle style) {
        return text.equalsIgnoreCase("NaN") ? OptionalDouble.of(Double.NaN) : style.parse(text);
    }
}
