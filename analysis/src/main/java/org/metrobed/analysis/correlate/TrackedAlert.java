package org.metrobed.analysis.correlate;

import java.util.Set;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Site;

/**
 * An alert with its last emitted event. Immutable.
 *
 * @param last its last event
 * @param site location of its datastream
 * @param intervalMillis expected interval of its datastream, milliseconds; 0 if there is none
 * @param openedMillis log time at which it opened, 0 while it is pending; negative once its event is over, when it is kept for
 *     the number of its return alone
 */
public record TrackedAlert(AlertEvent last, Site site, long intervalMillis, long openedMillis) {

    private static final Set<String> LASTING = Set.of("threshold", "loss");

    private static final long OVER = -1;

    /** This alert once its event is over. */
    TrackedAlert over() {
        return new TrackedAlert(last, site, intervalMillis, OVER);
    }

    /** Whether its event is over: it has no part in other events. */
    boolean isOver() {
        return openedMillis == OVER;
    }

    /** Its id. */
    String id() {
        return last.alertId();
    }

    /** Id of its parent alert; empty for none. */
    String parent() {
        return last.finding().parent();
    }

    /** Whether it has opened and not ended. */
    boolean open() {
        return last.kind() == AlertEvent.Kind.OPENED || last.kind() == AlertEvent.Kind.UPDATED;
    }

    /**
     * Whether its newest value is within its band although it lasts: an anomaly ends some readings after its values are as
     * expected. A threshold lasts until its value is back. A loss lasts until the detector ends it: its single values may be
     * within their band.
     */
    boolean within() {
        return AlertClass.of(last) == AlertClass.VALUE
                && !LASTING.contains(last.finding().cause())
                && last.observed() >= last.expectedLow()
                && last.observed() <= last.expectedHigh();
    }

    /** Whether it has opened and ended. */
    boolean ended() {
        return last.kind() == AlertEvent.Kind.RESOLVED;
    }
}
