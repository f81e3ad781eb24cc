package org.metrobed.model.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Writes numbers for people: three significant digits, whole from 100 on, thousands separated by commas, a power of ten from
 * 10¹² on and below 10⁻⁶. The page writes numbers alike: both
 * are tested with {@code figures.csv}. Static functions only.
 */
public final class Figures {

    private static final int DIGITS = 3;
    private static final int MOST_DIGITS = 6;
    private static final double WHOLE = 100;
    private static final double LARGEST_PLAIN = 1e12;
    private static final double SMALLEST_PLAIN = 1e-6;

    private Figures() {}

    /** A number, rounded half away from zero; an en dash if it is not finite. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        if (size >= LARGEST_PLAIN || (size < SMALLEST_PLAIN && value != 0)) {
            return power(value);
        }
        BigDecimal decimal = BigDecimal.valueOf(value);
        return size >= WHOLE ? grouped(decimal.setScale(0, RoundingMode.HALF_UP)) : rounded(decimal, DIGITS);
    }

    /**
     * A number beside another one, such as a value beside its limit: if both would read the same although they differ, it gets as many digits as
     * tell them apart, at most six.
     */
    public static String beside(double value, double other) {
        String usual = number(value);
        if (value == other || !Double.isFinite(value) || !Double.isFinite(other) || !usual.equals(number(other))) {
            return usual;
        }
        int digits = DIGITS + 1;
        while (digits < MOST_DIGITS
                && rounded(BigDecimal.valueOf(value), digits).equals(rounded(BigDecimal.valueOf(other), digits))) {
            digits++;
        }
        return rounded(BigDecimal.valueOf(value), digits);
    }

    /** A number with its unit behind a blank; the number alone if the unit is a plain number or a count. */
    public static String quantity(double value, String ucum) {
        String symbol = UnitSymbol.of(ucum);
        return symbol.isEmpty() ? number(value) : number(value) + " " + symbol;
    }

    /** A number with a power of ten, such as {@code 3.4e38}. */
    private static String power(double value) {
        BigDecimal three = BigDecimal.valueOf(value)
                .round(new MathContext(DIGITS, RoundingMode.HALF_UP))
                .stripTrailingZeros();
        int exponent = three.precision() - three.scale() - 1;
        return three.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }

    private static String rounded(BigDecimal value, int digits) {
        return grouped(value.round(new MathContext(digits, RoundingMode.HALF_UP)));
    }

    private static String grouped(BigDecimal value) {
        String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        boolean small = whole.equals("0") || whole.equals("-0");
        return (small ? whole : String.format(Locale.ROOT, "%,d", new BigInteger(whole)))
                + (point < 0 ? "" : plain.substring(point));
    }
}
