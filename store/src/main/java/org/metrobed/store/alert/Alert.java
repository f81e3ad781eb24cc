package org.metrobed.store.alert;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.alert.Handling;

/**
 * An alert as it stands: its events folded, and what people did about it. Immutable.
 *
 * @param alertId the same through its life
 * @param state its condition
 * @param datastream whose episode it is
 * @param detector the rule that fired
 * @param severity how urgent, at the last event
 * @param onsetMicros phenomenon time of the first value of the episode, microseconds since 1970 UTC
 * @param resolvedMicros phenomenon time of its end, when it has ended
 * @param recordedMillis log time of the last event, milliseconds since 1970 UTC
 * @param sequence number of the last event, 0 for the first
 * @param observed the value at the last event
 * @param peak the most extreme value known
 * @param expectedLow lower end of what is expected, NaN when open
 * @param expectedHigh upper end of what is expected, NaN when open
 * @param message the finding in words, of the last event
 * @param catalogVersion the catalog version whose rule fired
 * @param finding what was found, and what it belongs to, at the last event
 * @param memberCount how many alerts belong to it; what is pending or was withdrawn is none
 * @param handling what people did about it
 */
public record Alert(
        String alertId,
        State state,
        String datastream,
        String detector,
        Severity severity,
        long onsetMicros,
        OptionalLong resolvedMicros,
        long recordedMillis,
        int sequence,
        double observed,
        double peak,
        double expectedLow,
        double expectedHigh,
        String message,
        long catalogVersion,
        Finding finding,
        int memberCount,
        Handling handling) {

    /** The condition of an alert, which the detectors alone change. */
    public enum State {
        /** There are signs of an episode; not an alert yet. */
        PENDING,
        /** The episode lasts. */
        OPEN,
        /** It has ended. */
        RESOLVED,
        /** The signs went away before there was an episode: it never was an alert. */
        WITHDRAWN;

        /** The word in JSON: {@code pending}, {@code open}, {@code resolved}, {@code withdrawn}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What an event leaves. */
        public static State after(AlertEvent.Kind kind) {
            return switch (kind) {
                case PENDING -> PENDING;
                case OPENED, UPDATED -> OPEN;
                case RESOLVED -> RESOLVED;
                case WITHDRAWN -> WITHDRAWN;
            };
        }

        /** Whether nothing follows. */
        public boolean ended() {
            return this == RESOLVED || this == WITHDRAWN;
        }
    }

    public Alert {
        Objects.requireNonNull(alertId, "alertId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(resolvedMicros, "resolvedMicros");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(handling, "handling");
    }

    /** What an event leaves of an alert that nobody has touched and to which nothing belongs. */
    public static Alert after(AlertEvent event) {
        State state = State.after(event.kind());
        return new Alert(
                event.alertId(),
                state,
                event.datastream(),
                event.detector(),
                event.severity(),
                event.onsetMicros(),
                state.ended() ? OptionalLong.of(event.atMicros()) : OptionalLong.empty(),
                event.recordedMillis(),
                event.sequence(),
                event.observed(),
                event.peak(),
                event.expectedLow(),
                event.expectedHigh(),
                event.message(),
                event.catalogVersion(),
                event.finding(),
                0,
                Handling.NONE);
    }

    /** The same with what belongs to it and what people did about it. */
    public Alert with(int members, Handling what) {
        return new Alert(
                alertId,
                state,
                datastream,
                detector,
                severity,
                onsetMicros,
                resolvedMicros,
                recordedMillis,
                sequence,
                observed,
                peak,
                expectedLow,
                expectedHigh,
                message,
                catalogVersion,
                finding,
                members,
                what);
    }
}
