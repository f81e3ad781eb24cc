package org.metrobed.testkit;

import java.time.Duration;
import java.time.Instant;

/** Fixed instants for tests. Stateless. */
public final class Times {

    /** A Friday noon in UTC. */
    public static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    /** {@link #NOON} in microseconds since 1970 UTC. */
    public static final long NOON_MICROS = micros(NOON);

    /** {@link #NOON} in milliseconds since 1970 UTC. */
    public static final long NOON_MILLIS = NOON.toEpochMilli();

    private Times() {}

    /** Microseconds since 1970 UTC. */
    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** The time this long after noon, in microseconds since 1970 UTC. */
    public static long afterNoonMicros(Duration duration) {
        return micros(NOON.plus(duration));
    }
}
