package org.metrobed.ingest.kafka;

import java.time.InstantSource;

/** A wall clock that never goes back, even if the machine's clock does: the source of log time. Thread-safe. */
public final class ReceivedClock {

    private final InstantSource source;
    private long last = Long.MIN_VALUE;

    public ReceivedClock(InstantSource source) {
        this.source = source;
    }

    /** Milliseconds since 1970 UTC, never less than an earlier result. */
    public synchronized long millis() {
        last = Math.max(last, source.millis());
        return last;
    }
}
