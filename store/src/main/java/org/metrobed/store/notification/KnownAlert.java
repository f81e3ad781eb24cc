package org.metrobed.store.notification;

import java.util.Objects;
import org.metrobed.model.AlertEvent;

/**
 * An alert, and what people did about it. Immutable.
 *
 * @param last its newest event
 * @param openedMillis log time of its last opening, milliseconds since 1970 UTC; if it never opened, that of its first event
 * @param acknowledged whether a person has acknowledged it
 * @param approved whether a person approved it for the public
 */
public record KnownAlert(AlertEvent last, long openedMillis, boolean acknowledged, boolean approved) {
    public KnownAlert {
        Objects.requireNonNull(last, "last");
    }

    /** The same for all events of the alert. */
    public String id() {
        return last.alertId();
    }

    /** Whether it is an open alert: neither pending nor ended. */
    public boolean isOpen() {
        return last.kind() == AlertEvent.Kind.OPENED || last.kind() == AlertEvent.Kind.UPDATED;
    }

    /** Its parent alert; empty if it has none. */
    public String parent() {
        return last.finding().parent();
    }
}
