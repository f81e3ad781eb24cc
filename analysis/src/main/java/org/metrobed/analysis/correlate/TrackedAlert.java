package org.metrobed.analysis.correlate;

import org.metrobed.model.AlertEvent;
import org.metrobed.model.Site;

/**
 * An alert as it was told last. Immutable.
 *
 * @param last its last event
 * @param site where its datastream stands
 * @param intervalMillis of its datastream, 0 where there is none
 * @param openedMillis log time at which it opened, 0 while it is pending
 */
public record TrackedAlert(AlertEvent last, Site site, long intervalMillis, long openedMillis) {

    /** Its name. */
    String id() {
        return last.alertId();
    }

    /** The alert that it belongs to; empty for none. */
    String parent() {
        return last.finding().parent();
    }

    /** Whether it is an alert that has not ended. */
    boolean open() {
        return last.kind() == AlertEvent.Kind.OPENED || last.kind() == AlertEvent.Kind.UPDATED;
    }

    /** Whether it was an alert and has ended. */
    boolean ended() {
        return last.kind() == AlertEvent.Kind.RESOLVED;
    }
}
