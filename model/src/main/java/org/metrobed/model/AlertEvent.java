package org.metrobed.model;

import java.util.Locale;
import java.util.Objects;

/**
 * One step in the condition of an alert, written by the detectors alone and only ever appended. An alert is the fold of
 * its events in the order of their sequence. Key: (alertId, sequence). Immutable.
 *
 * @param alertId the same for all events of one episode; derived from datastream, detector and onset, so that a replay gives
 *     the same
 * @param sequence 0 for the first, then 1, 2, …
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
 * @param catalogVersion the catalog version whose rule fired; -1 where it is none of the catalog
 * @param finding what was found, and what it belongs to
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
        long catalogVersion,
        Finding finding) {

    /** A step in the condition. */
    public enum Kind {
        /** Signs of an episode that may become one. */
        PENDING,
        /** The episode began: it is an alert from here on. */
        OPENED,
        /** It lasts; something about it has changed, such as its reason or what it belongs to. */
        UPDATED,
        /** The episode ended. */
        RESOLVED,
        /** The signs went away before it became an episode. */
        WITHDRAWN;

        /** The word in JSON and in the database: {@code pending}, {@code opened}, {@code updated}, … */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads a word.
         *
         * @throws IllegalArgumentException when it is none of them
         */
        public static Kind parse(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("'" + word + "' is not a kind of alert event");
        }
    }

    public AlertEvent {
        Objects.requireNonNull(alertId, "alertId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(finding, "finding");
    }

    /** The same with another finding and other words. */
    public AlertEvent with(Finding newFinding, String newMessage) {
        return new AlertEvent(
                alertId,
                sequence,
                kind,
                datastream,
                detector,
                severity,
                onsetMicros,
                atMicros,
                recordedMillis,
                observed,
                peak,
                expectedLow,
                expectedHigh,
                newMessage,
                catalogVersion,
                newFinding);
    }

    /** A step that follows, with its number. */
    public AlertEvent with(int newSequence, Kind newKind) {
        return new AlertEvent(
                alertId,
                newSequence,
                newKind,
                datastream,
                detector,
                severity,
                onsetMicros,
                atMicros,
                recordedMillis,
                observed,
                peak,
                expectedLow,
                expectedHigh,
                message,
                catalogVersion,
                finding);
    }
}
