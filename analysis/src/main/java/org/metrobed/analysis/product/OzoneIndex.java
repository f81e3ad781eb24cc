package org.metrobed.analysis.product;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalDouble;
import org.metrobed.analysis.product.AirQualityIndex.Pollutant;

/** The {@link AirQualityIndex} of ozone, from the mean of eight hours. Stateless. */
public final class OzoneIndex implements ProductOfHours {

    /** The only instance. */
    public static final OzoneIndex PRODUCT = new OzoneIndex();

    private static final int HOURS = 8;
    private static final int NEEDED = 6;
    /**
     * Fewer digits than are computed, so that a mean of 0.071 that is computed as 0.0709…9 is not truncated to 0.070.
     */
    private static final MathContext MEANT = new MathContext(25);

    private static final ProductInfo INFO = new ProductInfo(
            "aqi-o3",
            "Air quality index of ozone by the mean of the last eight hours.",
            "The index of the mean of the hours that are there, truncated to 0.001 ppm. No value unless six of the"
                    + " eight hours"
                    + " are there, nor above 0.200 ppm, where the index is defined by single hours. It is no"
                    + " NowCast: the"
                    + " official one of ozone is a regression that is fitted again each hour, so a public map may"
                    + " differ in"
                    + " the morning and evening.",
            List.of(new ProductInfo.Input("ozone", "[ppm]")),
            "1",
            "40 CFR 58, Appendix G; 40 CFR 50, Appendix U (six of eight hours)");

    private OzoneIndex() {}

    @Override
    public ProductInfo info() {
        return INFO;
    }

    @Override
    public int hours() {
        return HOURS;
    }

    @Override
    public OptionalDouble of(List<Double> newestFirst) {
        List<BigDecimal> there = newestFirst.stream()
                .limit(HOURS)
                .filter(Double::isFinite)
                .map(BigDecimal::valueOf)
                .toList();
        if (there.size() < NEEDED) {
            return OptionalDouble.empty();
        }
        BigDecimal mean = there.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(there.size()), MathContext.DECIMAL128)
                .round(MEANT);
        return ParticleIndex.asDouble(AirQualityIndex.of(Pollutant.OZONE_8H, mean.doubleValue()));
    }
}
