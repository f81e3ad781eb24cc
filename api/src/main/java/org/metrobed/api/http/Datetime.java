package org.metrobed.api.http;

import java.time.Instant;
import java.util.Objects;

/**
 * A range of phenomenon time {@code [from, to)}. Immutable.
 *
 * @param from first instant in it
 * @param to first instant after it, not before {@code from}
 */
public record Datetime(Instant from, Instant to) {

    /** The pipeline accepts nothing earlier; an open start means this. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** The pipeline accepts nothing later in its lifetime. */
    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    public Datetime {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /**
     * An instant that microseconds and the database can hold.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    static Instant bounded(Instant instant) {
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("must lie between " + Instant.EPOCH + " and " + LATEST);
        }
        return instant;
    }

    /** All times that the pipeline accepts. */
    public static final Datetime ALL = new Datetime(EARLIEST, LATEST);

    /** The start, microseconds since 1970 UTC. */
    public long fromMicros() {
        return Moments.micros(from);
    }

    /** The end, exclusive, microseconds since 1970 UTC. */
    public long toMicros() {
        return Moments.micros(to);
    }

    @Override
    public String toString() {
        return Moments.format(from) + "/" + Moments.format(to);
    }
}
