package org.metrobed.store.notification;

import java.util.Objects;
import org.metrobed.model.AlertEvent;

/**
 * An alert as it stands, and what people did about it. Immutable.
 *
 * @param last its newest event
 * @param openedMillis log time of its opening, milliseconds since 1970 UTC; that of its first event where it never opened
 * @param acknowledged whether a person has taken it
 * @param approved whether a person let it go out to the public
 */
public record KnownAlert(AlertEvent last, long openedMillis, boolean acknowledged, boolean approved) {
    public KnownAlert {
        Objects.requireNonNull(last, "last");
    }

    /** The same through its life. */
    public String id() {
        return last.alertId();
    }

    /** Whether it is an alert that lasts: neither pending nor over. */
    public boolean isOpen() {
        return last.kind() == AlertEvent.Kind.OPENED || last.kind() == AlertEvent.Kind.UPDATED;
    }

    /** The alert that it belongs to, empty when it stands alone. */
    public String parent() {
        return last.finding().parent();
    }
}
