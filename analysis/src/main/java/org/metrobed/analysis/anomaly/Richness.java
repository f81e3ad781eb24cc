package org.metrobed.analysis.anomaly;

import java.util.List;
import org.metrobed.model.Scale;

/** How much state a detector may keep. Codes are stored and never change. */
public enum Richness {
    /** At most 6 KiB per datastream. */
    DEFAULT(1),
    /** More profiles, lengths and bins; at most 32 KiB per datastream. */
    RICH(2);

    private final int code;

    Richness(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The profile from which the residuals of the other components are computed. */
    SeasonalProfile baseProfile(Scale scale) {
        return everyDay(scale, 24, 0.02);
    }

    /** The resolution of counts. */
    Resolution resolution() {
        return this == DEFAULT ? new Resolution(4, 16) : new Resolution(6, 16);
    }

    /** The component that also gives the band. */
    SeasonalDeviation deviation(Scale scale, Resolution resolution) {
        return new SeasonalDeviation(weekendsApart(scale), resolution);
    }

    /**
     * The components with a vote. If days of the week have their own profiles, a profile for all days votes too: it
     * learns each hour sooner.
     *
     * @param deviation the component that gives the band
     * @param scale how values differ
     */
    List<Component> voters(SeasonalDeviation deviation, Scale scale, Resolution resolution) {
        List<Integer> lengths = this == DEFAULT ? List.of(12, 48) : List.of(6, 12, 24, 48, 96);
        List<Double> rates = this == DEFAULT ? List.of(0.1, 0.01) : List.of(0.3, 0.1, 0.03, 0.01);
        return List.of(
                new AveragedComponents(
                        List.of(deviation, new SeasonalDeviation(everyDay(scale, 24, 0.02), resolution))),
                new AveragedComponents(profiles(scale).stream()
                        .<Component>map(profile -> new SeasonalResidual(profile, resolution))
                        .toList()),
                RecentShift.unrest(lengths, resolution),
                RecentShift.levelShift(lengths, resolution),
                new Volatility(rates, resolution));
    }

    private List<SeasonalProfile> profiles(Scale scale) {
        return this == DEFAULT
                ? List.of(everyDay(scale, 8, 0.02), everyDay(scale, 24, 0.02), weekendsApart(scale))
                : List.of(
                        everyDay(scale, 8, 0.02),
                        everyDay(scale, 8, 0.05),
                        everyDay(scale, 24, 0.02),
                        everyDay(scale, 24, 0.05),
                        weekendsApart(scale),
                        everyDay(scale, 48, 0.02));
    }

    private static SeasonalProfile everyDay(Scale scale, int bins, double rate) {
        return new SeasonalProfile(scale, bins, false, rate);
    }

    private static SeasonalProfile weekendsApart(Scale scale) {
        return new SeasonalProfile(scale, 24, true, 0.02);
    }

    static Richness ofCode(int code) {
        for (Richness richness : values()) {
            if (richness.code == code) {
                return richness;
            }
        }
        throw new IllegalArgumentException("a detector of kind " + code + " is not known");
    }
}
