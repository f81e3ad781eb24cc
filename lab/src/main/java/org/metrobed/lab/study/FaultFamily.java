package org.metrobed.lab.study;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.metrobed.simulators.city.SensorFault;

/** The families of faults in a study, with their durations and sizes. */
enum FaultFamily {
    /** One to three readings with an offset of two to five daily spreads. */
    SPIKE(SensorFault.Kind.SPIKE, "PT5M", "PT15M", 2, 5),
    /** An offset of 0.8 to 2 daily spreads. */
    LEVEL_SHIFT(SensorFault.Kind.LEVEL_SHIFT, "PT6H", "P1D", 0.8, 2),
    /** An offset that grows steadily, to 1 to 2.5 daily spreads. */
    DRIFT(SensorFault.Kind.DRIFT, "P1D", "P2D", 1, 2.5),
    /** A constant value. */
    STUCK(SensorFault.Kind.STUCK, "PT6H", "PT18H", 0, 0),
    /** Noise with a standard deviation of 0.4 to 1 daily spread. */
    NOISE_BURST(SensorFault.Kind.NOISE_BURST, "PT2H", "PT6H", 0.4, 1),
    /** No readings. */
    DROPOUT(SensorFault.Kind.DROPOUT, "PT1H", "PT12H", 0, 0),
    /** Each reading twice. */
    DUPLICATE(SensorFault.Kind.DUPLICATE, "PT1H", "PT6H", 0, 0),
    /** Readings arrive 15 to 60 minutes late. */
    LATE(SensorFault.Kind.LATE, "PT2H", "PT6H", 900, 3_600),
    /** A clock that is 20 minutes to 3 hours ahead or behind. */
    CLOCK_SKEW(SensorFault.Kind.CLOCK_SKEW, "PT3H", "PT12H", 1_200, 10_800),
    /** The factor of the property's most common unit error. */
    UNIT_ERROR(SensorFault.Kind.UNIT_ERROR, "PT3H", "PT12H", 0, 0),
    /** The value is multiplied by a factor from a tenth to two fifths. */
    GAIN_LOSS(SensorFault.Kind.GAIN_LOSS, "PT6H", "P1D", 0.1, 0.4),
    /** No readings of any datastream of a district. */
    GATEWAY_DEATH(SensorFault.Kind.GATEWAY_DEATH, "PT1H", "PT8H", 0, 0);

    private final SensorFault.Kind kind;
    private final String shortest;
    private final String longest;
    private final double smallest;
    private final double largest;

    FaultFamily(SensorFault.Kind kind, String shortest, String longest, double smallest, double largest) {
        this.kind = kind;
        this.shortest = shortest;
        this.longest = longest;
        this.smallest = smallest;
        this.largest = largest;
    }

    /** All families except those of a whole gateway. */
    static List<FaultFamily> ofOneDatastream() {
        return Arrays.stream(values()).filter(family -> family != GATEWAY_DEATH).toList();
    }

    SensorFault.Kind kind() {
        return kind;
    }

    Duration shortest() {
        return Duration.parse(shortest);
    }

    Duration longest() {
        return Duration.parse(longest);
    }

    /** The smallest size, in the unit of {@link StudyFault#size}. */
    double smallest() {
        return smallest;
    }

    double largest() {
        return largest;
    }
}
