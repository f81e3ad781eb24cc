package org.metrobed.analysis.product;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;

/**
 * NowCast of the EPA for particles: a weighted mean of the last twelve hours. If the concentration changes, the newest
 * hours weigh most. It is computed in decimal numbers, so that truncation gives the same result as on paper. Static
 * functions only.
 */
public final class NowCast {

    /** How many hours are used. */
    public static final int HOURS = 12;

    private static final int RECENT = 3;
    private static final int RECENT_NEEDED = 2;
    private static final BigDecimal LEAST_WEIGHT = new BigDecimal("0.5");
    /** Fewer digits than are computed, so that 12.0999…9 becomes 12.1 before truncation. */
    private static final MathContext MEANT = new MathContext(25, RoundingMode.HALF_EVEN);

    private NowCast() {}

    /** NowCast of PM2.5, ug/m3, truncated to 0.1. */
    public static OptionalDouble pm25(List<Double> newestFirst) {
        return of(newestFirst, 1);
    }

    /** NowCast of PM10, ug/m3, truncated to 1. */
    public static OptionalDouble pm10(List<Double> newestFirst) {
        return of(newestFirst, 0);
    }

    /**
     * NowCast, truncated once, at the end.
     *
     * @param newestFirst hourly means, the newest first, of which the first {@link #HOURS} are used; NaN for a missing
     *     hour
     * @param decimals how many are kept
     * @return empty if more than one of the newest three hours is missing
     */
    public static OptionalDouble of(List<Double> newestFirst, int decimals) {
        List<Double> hours = newestFirst.subList(0, Math.min(HOURS, newestFirst.size()));
        long recent = hours.stream().limit(RECENT).filter(Double::isFinite).count();
        if (recent < RECENT_NEEDED) {
            return OptionalDouble.empty();
        }
        BigDecimal weight = weight(hours);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        BigDecimal power = BigDecimal.ONE;
        for (double hour : hours) {
            if (Double.isFinite(hour)) {
                sum = sum.add(power.multiply(BigDecimal.valueOf(hour)));
                weights = weights.add(power);
            }
            power = power.multiply(weight, MathContext.DECIMAL128);
        }
        BigDecimal mean = sum.divide(weights, MathContext.DECIMAL128).round(MEANT);
        return OptionalDouble.of(mean.setScale(decimals, RoundingMode.DOWN).doubleValue());
    }

    /** Smallest hour divided by largest hour, limited to [0.5, 1]; 1 if no hour is above 0. */
    private static BigDecimal weight(List<Double> hours) {
        double max = hours.stream()
                .filter(Double::isFinite)
                .mapToDouble(hour -> hour)
                .max()
                .orElseThrow();
        double min = hours.stream()
                .filter(Double::isFinite)
                .mapToDouble(hour -> hour)
                .min()
                .orElseThrow();
        if (max <= 0) {
            return BigDecimal.ONE;
        }
        return BigDecimal.valueOf(min)
                .divide(BigDecimal.valueOf(max), MathContext.DECIMAL128)
                .max(LEAST_WEIGHT);
    }
}
