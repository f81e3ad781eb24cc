package org.metrobed.stream.product;

import java.util.List;
import org.metrobed.model.RawPosition;
import org.metrobed.stream.support.GoldenLayout;

/** State of hourly products, with its bytes pinned. */
public final class ProductLayouts {

    private ProductLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        RecentHours full = new RecentHours();
        full.publishedMicros = 1_746_144_000_000_000L;
        full.hours.put(
                full.publishedMicros,
                new RecentHours.Hour(12.5, 2, full.publishedMicros + 1, new RawPosition(3, 5_000_000_000L, 1), 17));
        full.hours.put(
                full.publishedMicros + RecentHours.HOUR_MICROS,
                new RecentHours.Hour(-0.0, 0, full.publishedMicros + 2, new RawPosition(0, 0, -2), 18));
        return List.of(GoldenLayout.of(new RecentHoursFormat())
                .with("new", new RecentHours())
                .with("full", full));
    }
}
