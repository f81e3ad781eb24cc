package org.metrobed.lab.study;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * What a study is of; equal configs give equal studies, byte for byte. Immutable.
 *
 * @param start its first instant
 * @param period how long it is, more than the {@link #WARM_UP}
 * @param interval between the readings of a datastream
 * @param datastreams how many, at least 1
 * @param faults how many faults of one datastream it should have; there are fewer where they find no room
 * @param seed the same seed gives the same city and the same faults
 */
public record StudyConfig(Instant start, Duration period, Duration interval, int datastreams, int faults, long seed) {

    /** Where the city of a study lies. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Vienna");
    /** At the beginning of a study nothing goes wrong. */
    public static final Duration WARM_UP = Duration.ofDays(7);
    /** A Monday; a change of the clock lies two weeks after it, Good Friday and Easter Monday in the weeks that follow. */
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

    /** The instant at which it is over. */
    public Instant end() {
        return start.plus(period);
    }
}
