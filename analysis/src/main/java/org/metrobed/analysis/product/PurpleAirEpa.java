package org.metrobed.analysis.product;

import java.util.List;
import java.util.OptionalDouble;

/** {@link PurpleAirCorrection} as a product of values at one time. Stateless. */
public final class PurpleAirEpa implements ProductOfValues {

    /** The only instance. */
    public static final PurpleAirEpa PRODUCT = new PurpleAirEpa();

    private static final ProductInfo INFO = new ProductInfo(
            "purpleair-epa",
            "PM2.5 of a PurpleAir sensor as a certified monitor would read it.",
            "From the mean of both channels (their cf_1 values) and the humidity that the sensor reads: 0.524 × cf_1"
                    + " − 0.0862 × humidity + 5.75 below 570, 4.21e-4 × cf_1² + 0.392 × cf_1 + 3.44 from 611 on, between"
                    + " them the second with the share 0.0244 × cf_1 − 13.9 and the first with the rest. No value"
                    + " when a channel is missing, when the channels differ by more than 5 ug/m3 and by more than 70 % of"
                    + " their mean, or when humidity is missing below 611. Its fit is to hourly and daily means; single"
                    + " readings are noisier.",
            List.of(
                    new ProductInfo.Input("channel A, cf_1", "ug/m3"),
                    new ProductInfo.Input("channel B, cf_1", "ug/m3"),
                    new ProductInfo.Input("relative humidity", "%")),
            "ug/m3",
            "Barkjohn et al. 2021, doi:10.5194/amt-14-4617-2021; Barkjohn et al. 2022, doi:10.3390/s22249669 (extension"
                    + " for smoke)");

    private PurpleAirEpa() {}

    @Override
    public ProductInfo info() {
        return INFO;
    }

    @Override
    public OptionalDouble of(List<Double> values) {
        return PurpleAirCorrection.correct(values.get(0), values.get(1), values.get(2));
    }
}
