package org.metrobed.api.health;

import java.time.Duration;
import java.time.Instant;

/** Remembers since when the committed log time stands still, as far as it was asked. Thread-safe. */
final class CommittedTime {

    private Instant newest = Instant.MIN;
    private Instant since = Instant.MIN;

    /** Adds the committed log time that was read now, and tells for how long it has not advanced. */
    synchronized Duration standsFor(Instant committed, Instant now) {
        if (!committed.equals(newest)) {
            newest = committed;
            since = now;
        }
        return Duration.between(since, now);
    }
}
