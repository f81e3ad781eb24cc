package org.metrobed.lab.recording;

import java.time.Duration;

/** The families of faults that are injected into recordings, with their durations and sizes. */
enum FaultKind {
    /** One to three readings with an offset of 2 to 5 daily spreads. */
    SPIKE("spike", "PT0S", "PT10M", 2, 5),
    /** No readings. */
    DROPOUT("dropout", "PT6H", "PT12H", 0, 0),
    /** An offset of 0.8 to 2 daily spreads. */
    LEVEL_SHIFT("level-shift", "P1D", "P2D", 0.8, 2),
    /** The first value is repeated. */
    STUCK("stuck", "P1D", "P2D", 0, 0),
    /** Degrees Fahrenheit instead of Celsius: times 1.8 plus 32. */
    UNIT_FAHRENHEIT("unit-fahrenheit", "P1D", "P2D", 1.8, 1.8),
    /** Thousandths not scaled. */
    UNIT_THOUSANDTH("unit-thousandth", "P1D", "P2D", 0.001, 0.001),
    /** Kilometres an hour instead of metres a second. */
    UNIT_SPEED("unit-3.6", "P1D", "P2D", 3.6, 3.6),
    /** Multiplied by 0.4. */
    GAIN_LARGE("gain-loss-0.4", "P1D", "P2D", 0.4, 0.4),
    /** Multiplied by 0.7. */
    GAIN_SMALL("gain-loss-0.7", "P2D", "P3D", 0.7, 0.7),
    /** Normal noise with a standard deviation of 0.4 to 1 daily spread is added. */
    NOISE("noise", "PT12H", "P1D", 0.4, 1),
    /** An offset that grows steadily, to 1 to 2.5 daily spreads. */
    DRIFT("drift", "P2D", "P4D", 1, 2.5),
    /** The values of the day before come again. */
    COPIED_BLOCK("copied-block", "P1D", "P1D", 0, 0),
    /** Values above a ceiling, the 50th to 70th percentile, are the ceiling. */
    CLIPPING("clipping", "P2D", "P3D", 0.5, 0.7),
    /** Each value is the one of an hour before. */
    CLOCK_SHIFT("clock-shift-1h", "P2D", "P3D", 0, 0),
    /** Phenomenon times are an hour behind, received times as before. */
    CLOCK_LAG("clock-lag-1h", "P1D", "P2D", 0, 0),
    /** A local day with a share of 0.05 to 0.3 of its height above the lowest usual value. */
    LOSS_OF_DAY("loss-of-day", "P1D", "P1D", 0.05, 0.3),
    /** An offset upwards of 0.8 to 2 daily spreads for some hours. */
    SURPLUS("surplus-of-hours", "PT3H", "PT6H", 0.8, 2);

    private final String word;
    private final Duration shortest;
    private final Duration longest;
    private final double smallest;
    private final double largest;

    FaultKind(String word, String shortest, String longest, double smallest, double largest) {
        this.word = word;
        this.shortest = Duration.parse(shortest);
        this.longest = Duration.parse(longest);
        this.smallest = smallest;
        this.largest = largest;
    }

    /** The name in tables. */
    String word() {
        return word;
    }

    Duration shortest() {
        return shortest;
    }

    Duration longest() {
        return longest;
    }

    /** The smallest size: in daily spreads, a factor, or a share. */
    double smallest() {
        return smallest;
    }

    double largest() {
        return largest;
    }

    /** Whether it changes values, and not whether or when they come. */
    boolean isOfValues() {
        return this != DROPOUT && this != CLOCK_LAG;
    }
}
