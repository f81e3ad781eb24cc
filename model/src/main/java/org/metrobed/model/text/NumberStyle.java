package org.metrobed.model.text;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * How a text writes decimal numbers: sign, whole number, fraction, exponent. No words, no hexadecimal. Immutable.
 *
 * @param decimal separates the whole number from its fraction
 * @param thousands separates groups of three digits of the whole number; {@link #NONE} if digits are not grouped. A blank also
 *     stands for blanks that do not break a line
 */
public record NumberStyle(char decimal, char thousands) {

    /** No separator of thousands. */
    public static final char NONE = 0;

    /** A point, no groups. */
    public static final NumberStyle PLAIN = new NumberStyle('.', NONE);

    private static final int MAX_LENGTH = 64;
    /** A number such as 0.619 is no number of groups, so a wrong separator is seen. */
    private static final Pattern GROUPED = Pattern.compile("[-+]?[1-9][0-9]{0,2}('[0-9]{3})+");

    /** @throws IllegalArgumentException if both separators are the same */
    public NumberStyle {
        if (decimal == thousands) {
            throw new IllegalArgumentException("thousands is '" + thousands + "', must differ from decimal");
        }
    }

    /** The number of a text, infinite if it is too large; empty if it is not a number or longer than 64 characters. */
    public OptionalDouble parse(String text) {
        String plain = thousands == NONE || text.length() > MAX_LENGTH ? text : ungrouped(text);
        if (plain.length() > MAX_LENGTH || !isNumber(plain)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(plain.replace(decimal, '.')));
    }

    /** The text without its separators of thousands, if these are where they must be. */
    private String ungrouped(String text) {
        String one = thousands == ' ' ? text.replace('\u00A0', ' ').replace('\u202F', ' ') : text;
        int point = one.indexOf(decimal);
        String whole = point < 0 ? one : one.substring(0, point);
        return GROUPED.matcher(whole.replace(thousands, '\'')).matches()
                ? whole.replace(String.valueOf(thousands), "") + one.substring(whole.length())
                : text;
    }

    private boolean isNumber(String text) {
        int start = afterSign(text, 0);
        int whole = afterDigits(text, start);
        boolean fraction = whole < text.length() && text.charAt(whole) == decimal;
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
