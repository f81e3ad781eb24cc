package org.metrobed.notify.group;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.metrobed.store.notification.KnownAlert;

/**
 * Which alerts are too old to be notified when they are first seen. Immutable.
 *
 * @param delay maximum time since the opening, in log time: a rebuild notifies nobody
 * @param age maximum age of the newest reading: a replay of last year notifies nobody
 */
public record Policy(Duration delay, Duration age) {
    public Policy {
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(age, "age");
    }

    /** Whether it opened recently. */
    public boolean isFresh(KnownAlert alert, Instant now) {
        return alert.openedMillis() >= now.minus(delay).toEpochMilli() && isOfNow(alert, now);
    }

    /** Whether it had an event recently. */
    public boolean isMoving(KnownAlert alert, Instant now) {
        return alert.last().recordedMillis() >= now.minus(delay).toEpochMilli() && isOfNow(alert, now);
    }

    private boolean isOfNow(KnownAlert alert, Instant now) {
        return alert.last().atMicros() / 1_000 >= now.minus(age).toEpochMilli();
    }
}
