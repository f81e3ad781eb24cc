package org.metrobed.analysis.product;

import java.util.List;
import java.util.OptionalDouble;

/** {@link NowCast} as products. Immutable. */
public final class ParticleNowCast implements ProductOfHours {

    /** NowCast of PM2.5, truncated to 0.1 ug/m3. */
    public static final ParticleNowCast PM25 = new ParticleNowCast("nowcast-pm25", "PM2.5", "0.1", 1);
    /** NowCast of PM10, truncated to 1 ug/m3. */
    public static final ParticleNowCast PM10 = new ParticleNowCast("nowcast-pm10", "PM10", "1", 0);

    private final ProductInfo info;
    private final int decimals;

    private ParticleNowCast(String name, String what, String step, int decimals) {
        this.decimals = decimals;
        this.info = new ProductInfo(
                name,
                what
                        + " as people breathe it now: a mean of the last twelve hours that leans on the newest where the air"
                        + " changes.",
                "Σ wⁱcᵢ / Σ wⁱ over the hours that are there, the newest with i = 0; w is the smallest over the largest hour,"
                        + " at least 0.5. Truncated to " + step + " ug/m3 at the end. No value unless two of the newest"
                        + " three hours are there.",
                List.of(new ProductInfo.Input(what, "ug/m3")),
                "ug/m3",
                "EPA, Technical Assistance Document for the Reporting of Daily Air Quality (EPA-454/B-24-002)");
    }

    @Override
    public ProductInfo info() {
        return info;
    }

    @Override
    public int hours() {
        return NowCast.HOURS;
    }

    @Override
    public OptionalDouble of(List<Double> newestFirst) {
        return NowCast.of(newestFirst, decimals);
    }
}
