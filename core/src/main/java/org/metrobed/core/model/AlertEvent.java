package org.metrobed.core.model;

import java.util.Objects;

/**
 * One step in the condition of an alert, written by the detectors alone and only ever appended. An alert is the fold of
 * its events in the order of their sequence. Key: (alertId, sequence). Immutable.
 *
 * @param alertId the same for all events of one episode; derived from datastream, detector and onset, so that a replay gives
 *     the same
 * @param sequence 0 for the opening, then 1, 2, …
 * @param kind what happened
 * @param datastream whose episode it is
 * @param detector the rule that fired, as the catalog names it
 * @param severity how urgent
 * @param onsetMicros phenomenon time of the first value of the episode, microseconds since 1970 UTC
 * @param atMicros phenomenon time of this event
 * @param recordedMillis log time of this event, milliseconds since 1970 UTC
 * @param observed the value at the event (at RESOLVED: the last value), in the datastream's unit
 * @param peak the most extreme value of the episode so far
 * @param expectedLow lower end of what is expected, NaN when open
 * @param expectedHigh upper end of what is expected, NaN when open
 * @param message the finding in words
 * @param catalogVersion the catalog version whose rule fired
 */
public record AlertEvent(
        String alertId,
        int sequence,
        Kind kind,
        String datastream,
        String detector,
        Severity severity,
        long onsetMicros,
        long atMicros,
        long recordedMillis,
        double observed,
        double peak,
        double expectedLow,
        double expectedHigh,
        String message,
        long catalogVersion) {

    /** A step in the condition. */
    public enum Kind {
        /** The episode began. */
        OPENED,
        /** The episode ended. */
        RESOLVED;

        /** The word in JSON and in the database. */
        public String word() {
            return this == OPENED ? "opened" : "resolved";
        }
    }

    public AlertEvent {
        Objects.requireNonNull(alertId, "alertId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
    }
}
