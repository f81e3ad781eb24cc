package org.metrobed.lab.study;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * The parameters of a study; equal configs give equal studies, byte for byte. Immutable.
 *
 * @param start its first instant
 * @param period its duration, longer than the {@link #WARM_UP}
 * @param interval between the readings of a datastream
 * @param datastreams number of datastreams, at least 1
 * @param faults requested number of faults of one datastream; there are fewer if there is not enough room
 * @param seed the same seed gives the same city and the same faults
 */
public record StudyConfig(Instant start, Duration period, Duration interval, int datastreams, int faults, long seed) {

    /** The time zone of a study's city. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Vienna");
    /** The time without faults at the start of a study. */
    public static final Duration WARM_UP = Duration.ofDays(7);
    /** A Monday; a clock change follows two weeks later, and Good Friday and Easter Monday in the following weeks. */
    public static final Instant DEFAULT_START = Instant.parse("2026-03-15T23:00:00Z");

    public StudyConfig {
        Objects.requireNonNull(start, "start");
        if (period.compareTo(WARM_UP) <= 0) {
            throw new IllegalArgumentException("the period is " + period + ", must be longer than " + WARM_UP);
        }
        if (interval.toSeconds() < 1 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("the interval is " + interval + ", must lie between PT1S and PT1H");
        }
        if (datastreams < 1 || faults < 0) {
            throw new IllegalArgumentException("there must be a datastream, and no less than 0 faults");
        }
    }

    /** The end of the study. */
    public Instant end() {
        return start.plus(period);
    }
}
