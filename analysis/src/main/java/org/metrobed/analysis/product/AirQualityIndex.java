package org.metrobed.analysis.product;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The air quality index of the EPA with the breakpoints of 2024. The concentration is truncated, interpolated between
 * breakpoints, and the index is rounded half up, all in decimal numbers. Static functions only.
 */
public final class AirQualityIndex {

    private static final List<BigDecimal> INDEX_FROM = decimals("0 51 101 151 201 301");
    private static final List<BigDecimal> INDEX_TO = decimals("50 100 150 200 300 500");

    private AirQualityIndex() {}

    /** A pollutant with its averaging time and unit. */
    public enum Pollutant {
        /** PM2.5, 24 h mean or NowCast, ug/m3. */
        PM25("0.1", "9.0 35.4 55.4 125.4 225.4 325.4"),
        /** PM10, 24 h mean or NowCast, ug/m3. */
        PM10("1", "54 154 254 354 424 604"),
        /** Ozone, 8 h mean, ppm; no index above 0.200 ppm. */
        OZONE_8H("0.001", "0.054 0.070 0.085 0.105 0.200"),
        /** Nitrogen dioxide, 1 h mean, ppb. */
        NO2_1H("1", "53 100 360 649 1249 2049");

        private final BigDecimal step;
        /** The upper ends of the segments. */
        private final String breakpoints;

        Pollutant(String step, String breakpoints) {
            this.step = new BigDecimal(step);
            this.breakpoints = breakpoints;
        }
    }

    /** The health category of an index. */
    public enum Category {
        /** 0 to 50. */
        GOOD(50),
        /** 51 to 100. */
        MODERATE(100),
        /** 101 to 150. */
        UNHEALTHY_FOR_SENSITIVE_GROUPS(150),
        /** 151 to 200. */
        UNHEALTHY(200),
        /** 201 to 300. */
        VERY_UNHEALTHY(300),
        /** 301 and more. */
        HAZARDOUS(Integer.MAX_VALUE);

        private final int upTo;

        Category(int upTo) {
            this.upTo = upTo;
        }

        /** The category of an index. */
        public static Category of(int index) {
            return Arrays.stream(values())
                    .filter(category -> index <= category.upTo)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * The index of a concentration in the pollutant's unit. Below 0 it is 0; above 500 the last segment is extended.
     *
     * @return empty if there is no value, or if no segment of the pollutant contains it
     */
    public static OptionalInt of(Pollutant pollutant, double concentration) {
        if (!Double.isFinite(concentration)) {
            return OptionalInt.empty();
        }
        BigDecimal truncated =
                BigDecimal.valueOf(Math.max(0, concentration)).setScale(pollutant.step.scale(), RoundingMode.DOWN);
        List<BigDecimal> breakpoints = decimals(pollutant.breakpoints);
        int segment = 0;
        while (segment < breakpoints.size() && truncated.compareTo(breakpoints.get(segment)) > 0) {
            segment++;
        }
        if (segment == breakpoints.size() && segment < INDEX_TO.size()) {
            return OptionalInt.empty();
        }
        segment = Math.min(segment, INDEX_TO.size() - 1);
        BigDecimal from =
                segment == 0 ? BigDecimal.ZERO : breakpoints.get(segment - 1).add(pollutant.step);
        return OptionalInt.of(interpolate(
                segment, truncated.subtract(from), breakpoints.get(segment).subtract(from)));
    }

    /** Divides once, at the end, so that an exact half stays exact. */
    private static int interpolate(int segment, BigDecimal above, BigDecimal width) {
        BigDecimal indexWidth = INDEX_TO.get(segment).subtract(INDEX_FROM.get(segment));
        return INDEX_FROM
                .get(segment)
                .multiply(width)
                .add(indexWidth.multiply(above))
                .divide(width, 0, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .intValueExact();
    }

    private static List<BigDecimal> decimals(String texts) {
        return Arrays.stream(texts.split(" ")).map(BigDecimal::new).toList();
    }
}
