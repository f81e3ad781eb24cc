package org.metrobed.decoders.text;

import java.util.OptionalDouble;

/** Reads numbers in text: decimal, with a sign, a fraction and an exponent. Static functions only. */
public final class NumberText {

    private static final int MAX_LENGTH = 64;

    private NumberText() {}

    /** The number of a text, NaN for "NaN" in any case; empty if it is not a number or longer than 64 characters. */
    public static OptionalDouble parse(String text) {
        return parse(text, '.');
    }

    /**
     * The number of a text, like {@link #parse(String)}.
     *
     * @param point separates the whole number from its fraction
     */
    public static OptionalDouble parse(String text, char point) {
        if (text.equalsIgnoreCase("NaN")) {
            return OptionalDouble.of(Double.NaN);
        }
        if (text.length() > MAX_LENGTH || !isNumber(text, point)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(text.replace(point, '.')));
    }

    /**
     * The number of a value in text, like {@link #parse(String, char)}; true and false, in any case, are 1 and 0.
     */
    public static OptionalDouble parseValue(String text, char point) {
        boolean yes = text.equalsIgnoreCase("true");
        return yes || text.equalsIgnoreCase("false") ? OptionalDouble.of(yes ? 1 : 0) : parse(text, point);
    }

    private static boolean isNumber(String text, char point) {
        int start = afterSign(text, 0);
        int whole = afterDigits(text, start);
        boolean fraction = whole < text.length() && text.charAt(whole) == point;
        int end = fraction ? afterDigits(text, whole + 1) : whole;
        if (end - start - (fraction ? 1 : 0) == 0) {
            return false;
        }
        if (end == text.length()) {
            return true;
        }
        int exponent = afterSign(text, end + 1);
        boolean marked = text.charAt(end) == 'e' || text.charAt(end) == 'E';
        return marked && exponent < text.length() && afterDigits(text, exponent) == text.length();
    }

    private static int afterSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
