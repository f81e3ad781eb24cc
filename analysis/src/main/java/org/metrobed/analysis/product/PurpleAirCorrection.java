package org.metrobed.analysis.product;

import java.util.OptionalDouble;

/**
 * The EPA's correction of PM2.5 of PurpleAir sensors for the whole USA, for cf_1 values (Barkjohn 2021), with the
 * extension for extreme smoke (Barkjohn 2022, doi:10.3390/s22249669). Static functions only.
 *
 * <p>The usual range, the limits 570 and 611 and the shares between them are as PurpleAir quotes the paper. The
 * coefficients of the smoke range were not checked in the paper itself, but they match its statements: 300 ug/m3 at 570
 * (and 50 % humidity), 400 ug/m3 at the end of the blend. The EPA's map uses another formula, with other numbers, for
 * cf_atm values.
 */
public final class PurpleAirCorrection {

    private static final double LARGEST_DIFFERENCE = 5;
    private static final double LARGEST_SHARE = 0.70;
    private static final double BLEND_FROM = 570;
    private static final double BLEND_TO = 611;

    private PurpleAirCorrection() {}

    /**
     * PM2.5, ug/m3.
     *
     * @param channelA its cf_1 value, ug/m3; NaN if missing
     * @param channelB its cf_1 value, ug/m3; NaN if missing
     * @param humidityPercent relative humidity measured by the sensor, percent; NaN if missing
     * @return empty if a channel is missing, if the channels disagree, or if humidity is missing and needed
     */
    public static OptionalDouble correct(double channelA, double channelB, double humidityPercent) {
        if (!Double.isFinite(channelA) || !Double.isFinite(channelB) || disagree(channelA, channelB)) {
            return OptionalDouble.empty();
        }
        double cf1 = (channelA + channelB) / 2;
        double corrected = corrected(cf1, humidityPercent);
        return Double.isFinite(corrected) ? OptionalDouble.of(corrected) : OptionalDouble.empty();
    }

    private static boolean disagree(double a, double b) {
        double difference = Math.abs(a - b);
        return difference > LARGEST_DIFFERENCE && 2 * difference / (a + b) > LARGEST_SHARE;
    }

    private static double corrected(double cf1, double humidity) {
        if (cf1 >= BLEND_TO) {
            return smoke(cf1);
        }
        if (cf1 < BLEND_FROM) {
            return usual(cf1, humidity);
        }
        double share = 0.0244 * cf1 - 13.9;
        return share * smoke(cf1) + (1 - share) * usual(cf1, humidity);
    }

    private static double usual(double cf1, double humidity) {
        return 0.524 * cf1 - 0.0862 * humidity + 5.75;
    }

    private static double smoke(double cf1) {
        return 4.21e-4 * cf1 * cf1 + 0.392 * cf1 + 3.44;
    }
}
