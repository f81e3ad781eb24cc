package org.metrobed.api.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The axis of values: round, containing all values; from 0 for concentrations, shares and counts. The page has the same one.
 *
 * @param low least mark
 * @param high greatest mark
 * @param step between two marks
 */
record ValueAxis(double low, double high, double step) {

    private static final Pattern FROM_ZERO = Pattern.compile("/m3$|\\[pp[a-z]+\\]|^%$|^1$|^\\{|^$");
    private static final double PAD = 0.06;
    private static final double STEPS = 4.4;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};
    /** A step that is smaller by less than this share is not too small. */
    private static final double NEARLY = 0.999_999;

    private static final MathContext MARK = new MathContext(10);

    /** The axis of values with a unit of UCUM. */
    static ValueAxis of(List<Double> values, String unit) {
        if (values.isEmpty()) {
            return new ValueAxis(0, 1, 0.25);
        }
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double greatest = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        boolean fromZero = least >= 0 && FROM_ZERO.matcher(unit).find();
        double low = fromZero ? 0 : least;
        double span = greatest - low;
        double pad = (span > 0 ? span : greatest == 0 ? 1 : Math.abs(greatest)) * PAD;
        double high = greatest + pad;
        low = low == 0 ? 0 : low - pad;
        double step = roundUp((high - low) / STEPS);
        return new ValueAxis(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
    }

    /** Its marks, from the least. */
    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        long count = Math.round((high - low) / step);
        for (long turn = 0; turn <= count; turn++) {
            marks.add(BigDecimal.valueOf(low + turn * step).round(MARK).doubleValue());
        }
        return marks;
    }

    /** Where a value lies, from 0 at the least mark to 1 at the greatest. */
    double share(double value) {
        return (value - low) / (high - low);
    }

    /** The least round number that is not smaller. */
    private static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double factor : ROUND) {
            if (factor * power >= value * NEARLY) {
                return factor * power;
            }
        }
        return ROUND[ROUND.length - 1] * power;
    }
}
