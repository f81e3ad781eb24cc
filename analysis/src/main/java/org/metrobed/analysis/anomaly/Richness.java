package org.metrobed.analysis.anomaly;

import java.util.List;

/** How much a detector may know. Codes are stored and stay. */
public enum Richness {
    /** Within 6 KiB a datastream. */
    DEFAULT(1),
    /** More profiles, lengths and bins, within 32 KiB a datastream. */
    RICH(2);

    private final int code;

    Richness(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The profile that residuals of the other components are taken from. */
    SeasonalProfile baseProfile() {
        return everyDay(24, 0.02);
    }

    /** The component that also gives the band. */
    SeasonalDeviation deviation() {
        return new SeasonalDeviation(weekendsApart(), resolution());
    }

    /**
     * What has a vote. Where days of the week have profiles of their own, one for all days votes with them: it knows each hour
     * sooner.
     *
     * @param deviation the one that gives the band
     */
    List<Component> voters(SeasonalDeviation deviation) {
        Resolution resolution = resolution();
        List<Integer> lengths = this == DEFAULT ? List.of(12, 48) : List.of(6, 12, 24, 48, 96);
        List<Double> rates = this == DEFAULT ? List.of(0.1, 0.01) : List.of(0.3, 0.1, 0.03, 0.01);
        return List.of(
                new AveragedComponents(List.of(deviation, new SeasonalDeviation(everyDay(24, 0.02), resolution))),
                new AveragedComponents(profiles().stream()
                        .<Component>map(profile -> new SeasonalResidual(profile, resolution))
                        .toList()),
                RecentShift.unrest(lengths, resolution),
                RecentShift.levelShift(lengths, resolution),
                new Volatility(rates, resolution));
    }

    private List<SeasonalProfile> profiles() {
        return this == DEFAULT
                ? List.of(everyDay(8, 0.02), everyDay(24, 0.02), weekendsApart())
                : List.of(
                        everyDay(8, 0.02),
                        everyDay(8, 0.05),
                        everyDay(24, 0.02),
                        everyDay(24, 0.05),
                        weekendsApart(),
                        everyDay(48, 0.02));
    }

    private static SeasonalProfile everyDay(int bins, double rate) {
        return new SeasonalProfile(bins, false, rate);
    }

    private static SeasonalProfile weekendsApart() {
        return new SeasonalProfile(24, true, 0.02);
    }

    private Resolution resolution() {
        return this == DEFAULT ? new Resolution(4, 16) : new Resolution(6, 16);
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
