package org.metrobed.analysis.product;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.metrobed.analysis.product.AirQualityIndex.Pollutant;

/** The {@link AirQualityIndex} of particles, from their NowCast, as products. Immutable. */
public final class ParticleIndex implements ProductOfHours {

    /** The index of PM2.5. */
    public static final ParticleIndex PM25 =
            new ParticleIndex("aqi-pm25", "PM2.5", Pollutant.PM25, ParticleNowCast.PM25);
    /** The index of PM10. */
    public static final ParticleIndex PM10 =
            new ParticleIndex("aqi-pm10", "PM10", Pollutant.PM10, ParticleNowCast.PM10);

    private final ProductInfo info;
    private final Pollutant pollutant;
    private final ParticleNowCast nowCast;

    private ParticleIndex(String name, String what, Pollutant pollutant, ParticleNowCast nowCast) {
        this.pollutant = pollutant;
        this.nowCast = nowCast;
        this.info = new ProductInfo(
                name,
                "Air quality index of " + what + " now, 0 to 500 and beyond.",
                "The index, with the breakpoints of 2024, of `" + nowCast.info().name()
                        + "`. Above 500 the last segment goes on. No value where that has none.",
                List.of(new ProductInfo.Input(what, "ug/m3")),
                "1",
                "40 CFR 58, Appendix G, as amended in 2024; EPA-454/B-24-002");
    }

    @Override
    public ProductInfo info() {
        return info;
    }

    @Override
    public int hours() {
        return nowCast.hours();
    }

    @Override
    public OptionalDouble of(List<Double> newestFirst) {
        OptionalDouble concentration = nowCast.of(newestFirst);
        return concentration.isPresent()
                ? asDouble(AirQualityIndex.of(pollutant, concentration.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** An index as the value of a datastream. */
    static OptionalDouble asDouble(OptionalInt index) {
        return index.isPresent() ? OptionalDouble.of(index.getAsInt()) : OptionalDouble.empty();
    }
}
