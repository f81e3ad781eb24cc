package org.metrobed.ingest.kafka;

import java.time.InstantSource;

/** A wall clock that never goes back, whatever happens to the machine's: the log's clock. Thread-safe. */
public final class ReceivedClock {

    private final InstantSource source;
    private long last = Long.MIN_VALUE;

    public ReceivedClock(InstantSource source) {
        this.source = source;
    }

    /** Milliseconds since 1970 UTC, never less than any answer before. */
    public synchronized long millis() {
        last = Math.max(last, source.millis());
        return last;
    }
}
