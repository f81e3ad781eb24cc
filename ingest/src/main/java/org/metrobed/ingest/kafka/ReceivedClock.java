package org.metrobed.ingest.kafka;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * A wall clock that never goes back and gives no time twice, whatever the machine's clock does: the source of log time.
 * Thread-safe.
 */
public final class ReceivedClock {

    private final InstantSource source;
    private long last = Long.MIN_VALUE;

    public ReceivedClock(InstantSource source) {
        this.source = source;
    }

    /** Microseconds since 1970 UTC, always more than every earlier result. */
    public synchronized long micros() {
        last = Math.max(last + 1, ChronoUnit.MICROS.between(Instant.EPOCH, source.instant()));
        return last;
    }
}
