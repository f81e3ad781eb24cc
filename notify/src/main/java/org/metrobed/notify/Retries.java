package org.metrobed.notify;

import java.time.Duration;
import org.metrobed.config.Backoff;
import org.metrobed.store.notification.StoredNotification;

/** When a failed delivery is tried again: after 5 s, 10 s, … 10 min; for 24 hours. Static functions only. */
final class Retries {

    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10));
    private static final Duration LIMIT = Duration.ofHours(24);

    private Retries() {}

    /** The pause after attempt number {@code attempt}, 1 for the first. */
    static Duration pause(int attempt) {
        return PAUSES.pause(attempt);
    }

    /** Whether an attempt is due at this time, milliseconds since 1970 UTC. */
    static boolean isDue(StoredNotification row, long nowMillis) {
        return row.attempts() == 0
                || nowMillis >= row.lastMillis() + pause(row.attempts()).toMillis();
    }

    /** Whether an attempt that failed now was the last. */
    static boolean isLast(StoredNotification row, long nowMillis) {
        return nowMillis + pause(row.attempts() + 1).toMillis()
                > row.notification().madeMillis() + LIMIT.toMillis();
    }
}
