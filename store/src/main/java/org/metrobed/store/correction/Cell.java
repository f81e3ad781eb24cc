package org.metrobed.store.correction;

import java.util.Objects;

/**
 * One day (UTC) of a datastream: the unit of computing corrections. All stored window sizes divide it. Immutable.
 *
 * @param datastream {@code testbed/thing/property}
 * @param startMicros its start, microseconds since 1970 UTC
 */
public record Cell(String datastream, long startMicros) {

    /** Its length, microseconds. */
    static final long DAY_MICROS = 86_400_000_000L;

    public Cell {
        Objects.requireNonNull(datastream, "datastream");
    }

    /** Its end, exclusive, microseconds since 1970 UTC. */
    public long endMicros() {
        return startMicros + DAY_MICROS;
    }
}
