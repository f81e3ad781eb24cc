package org.metrobed.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Locale;
import java.util.Objects;

/**
 * One step in the condition of an alert. Only the pipeline writes events, and it only appends them. An alert is the
 * fold of its events in the order of their sequence. Key: (alertId, sequence). Immutable.
 *
 * @param alertId the same for all events of one episode; derived from datastream, detector and onset, so that a replay
 *     gives the same id
 * @param sequence 0 for the first event, then 1, 2, …
 * @param kind the kind of step
 * @param datastream the datastream of the episode
 * @param detector the detector that raised it; for a threshold rule, its name in the catalog
 * @param severity the severity of the alert
 * @param onsetMicros phenomenon time of the first value of the episode, microseconds since 1970 UTC
 * @param atMicros phenomenon time of this event
 * @param recordedMillis log time of this event, milliseconds since 1970 UTC
 * @param observed the value at the event (at RESOLVED: the last value), in the datastream's unit
 * @param peak the most extreme value of the episode so far
 * @param expectedLow lower bound of the expected band, NaN if there is none
 * @param expectedHigh upper bound of the expected band, NaN if there is none
 * @param message the finding as text
 * @param catalogVersion the catalog version whose rule fired; -1 if the rule is not in the catalog
 * @param finding what was found, and the parent alert
 */
@RecordBuilder
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
        Finding finding)
        implements AlertEventBuilder.With {

    /** The kind of a step. */
    public enum Kind {
        /** There is evidence of an episode that may become an alert. */
        PENDING,
        /** The episode began: it is an alert from now on. */
        OPENED,
        /** The alert continues; something about it has changed, such as its origin or its parent alert. */
        UPDATED,
        /** The episode ended. */
        RESOLVED,
        /** The evidence ended before it became an alert. */
        WITHDRAWN;

        /** The word in JSON and in the database: {@code pending}, {@code opened}, {@code updated}, … */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads a word.
         *
         * @throws IllegalArgumentException if it is not a known word
         */
        public static Kind parse(String word) {
            return Constants.find(Kind.class, Kind::word, word)
                    .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not a kind of alert event"));
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

    /** A copy with another finding and message. */
    public AlertEvent with(Finding newFinding, String newMessage) {
        return with().finding(newFinding).message(newMessage).build();
    }

    /** A copy as a later step, with its number and kind. */
    public AlertEvent with(int newSequence, Kind newKind) {
        return with().sequence(newSequence).kind(newKind).build();
    }
}
