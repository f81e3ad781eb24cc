package org.metrobed.analysis.product;

import java.util.List;
import java.util.OptionalDouble;
import org.metrobed.analysis.product.AirQualityIndex.Pollutant;

/** The {@link AirQualityIndex} of nitrogen dioxide, one value per hour. Stateless. */
public final class NitrogenDioxideIndex implements ProductOfHours {

    /** The only instance. */
    public static final NitrogenDioxideIndex PRODUCT = new NitrogenDioxideIndex();

    private static final ProductInfo INFO = new ProductInfo(
            "aqi-no2",
            "Air quality index of nitrogen dioxide in the last hour.",
            "The index of the hour's mean, truncated to 1 ppb. Above 500 the last segment goes on. No value when the hour is"
                    + " missing.",
            List.of(new ProductInfo.Input("nitrogen dioxide", "[ppb]")),
            "1",
            "40 CFR 58, Appendix G; EPA-454/B-24-002");

    private NitrogenDioxideIndex() {}

    @Override
    public ProductInfo info() {
        return INFO;
    }

    @Override
    public int hours() {
        return 1;
    }

    @Override
    public OptionalDouble of(List<Double> newestFirst) {
        return ParticleIndex.asDouble(AirQualityIndex.of(Pollutant.NO2_1H, newestFirst.get(0)));
    }
}
