package org.metrobed.api.http;

import java.util.regex.Pattern;

/** Numbers as JSON and requests have them. Static functions only. */
public final class Numbers {

    /** Java reads more, such as {@code 1d}, {@code 0x1p3} and {@code NaN}. */
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");

    private Numbers() {}

    /** The number; null if it is NaN or infinite. */
    public static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /**
     * Reads a decimal number.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    public static double parse(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a number");
        }
        return Double.parseDouble(text);
    }
}
