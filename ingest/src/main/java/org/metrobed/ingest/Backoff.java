package org.metrobed.ingest;

import java.time.Duration;

/** Wait before the next attempt: doubles from 0.25 s to 8 s until it is reset. Not thread-safe. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LAST = Duration.ofSeconds(8);

    private Duration next = FIRST;

    /** The wait before the next attempt. */
    Duration next() {
        Duration wait = next;
        next = wait.multipliedBy(2).compareTo(LAST) > 0 ? LAST : wait.multipliedBy(2);
        return wait;
    }

    /** Resets the wait after a success. */
    void reset() {
        next = FIRST;
    }
}
