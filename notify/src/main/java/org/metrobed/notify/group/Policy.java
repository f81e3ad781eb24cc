package org.metrobed.notify.group;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.store.notification.KnownAlert;

/**
 * Which alerts are too old to be notified when they are first seen. Immutable.
 *
 * @param delay maximum time since the opening, in log time: a rebuild notifies nobody
 * @param age maximum age of what the alert reports, by the event's own time and beyond two intervals of its datastream:
 *     a backlog of eight hours ago notifies nobody
 */
public record Policy(Duration delay, Duration age) {

    /** A reading stands for its interval, and arrives when the next one may have begun. */
    private static final int INTERVALS = 2;

    public Policy {
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(age, "age");
    }

    /**
     * Whether it opened recently.
     *
     * @param names say the interval of its datastream
     */
    public boolean isFresh(KnownAlert alert, NamesInCatalog names, Instant now) {
        return alert.openedMillis() >= now.minus(delay).toEpochMilli() && isOfNow(alert, names, now);
    }

    /** Whether it had an event recently. */
    public boolean isMoving(KnownAlert alert, NamesInCatalog names, Instant now) {
        return alert.last().recordedMillis() >= now.minus(delay).toEpochMilli() && isOfNow(alert, names, now);
    }

    private boolean isOfNow(KnownAlert alert, NamesInCatalog names, Instant now) {
        Duration oldest = age.plus(names.interval(alert.last().datastream()).multipliedBy(INTERVALS));
        return alert.last().atMicros() / 1_000 >= now.minus(oldest).toEpochMilli();
    }
}
