package org.metrobed.notify.group;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.metrobed.store.notification.KnownAlert;

/**
 * What is too old to call anybody when it is first seen. Immutable.
 *
 * @param delay alerts that opened longer ago by the log's clock are not told: a rebuild calls nobody
 * @param age alerts whose newest reading is older are not told: a replay of last year calls nobody
 */
public record Policy(Duration delay, Duration age) {
    public Policy {
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(age, "age");
    }

    /** Whether it opened lately. */
    public boolean isFresh(KnownAlert alert, Instant now) {
        return alert.openedMillis() >= now.minus(delay).toEpochMilli() && isOfNow(alert, now);
    }

    /** Whether something happened to it lately. */
    public boolean isMoving(KnownAlert alert, Instant now) {
        return alert.last().recordedMillis() >= now.minus(delay).toEpochMilli() && isOfNow(alert, now);
    }

    private boolean isOfNow(KnownAlert alert, Instant now) {
        return alert.last().atMicros() / 1_000 >= now.minus(age).toEpochMilli();
    }
}
