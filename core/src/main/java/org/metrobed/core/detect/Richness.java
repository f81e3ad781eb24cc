package org.metrobed.core.detect;

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
        return new SeasonalProfile(24, false, 0.02);
    }

    /** The component that also gives the band. */
    SeasonalDeviation deviation() {
        return new SeasonalDeviation(new SeasonalProfile(24, false, 0.02), resolution());
    }

    /** What else has a say. */
    List<Component> otherVoters() {
        return this == DEFAULT ? defaultVoters(resolution()) : richVoters(resolution());
    }

    private Resolution resolution() {
        return this == DEFAULT ? new Resolution(4, 16) : new Resolution(6, 16);
    }

    private static List<Component> defaultVoters(Resolution resolution) {
        List<Integer> lengths = List.of(12, 48);
        return List.of(
                new SeasonalResidual(
                        List.of(
                                new SeasonalProfile(8, false, 0.02),
                                new SeasonalProfile(24, false, 0.02),
                                new SeasonalProfile(24, true, 0.02)),
                        resolution),
                RecentShift.unrest(lengths, resolution),
                RecentShift.levelShift(lengths, resolution),
                new Volatility(List.of(0.1, 0.01), resolution));
    }

    private static List<Component> richVoters(Resolution resolution) {
        List<Integer> lengths = List.of(6, 12, 24, 48, 96);
        return List.of(
                new SeasonalResidual(
                        List.of(
                                new SeasonalProfile(8, false, 0.02),
                                new SeasonalProfile(8, false, 0.05),
                                new SeasonalProfile(24, false, 0.02),
                                new SeasonalProfile(24, false, 0.05),
                                new SeasonalProfile(24, true, 0.02),
                                new SeasonalProfile(48, false, 0.02)),
                        resolution),
                RecentShift.unrest(lengths, resolution),
                RecentShift.levelShift(lengths, resolution),
                new Volatility(List.of(0.3, 0.1, 0.03, 0.01), resolution));
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
