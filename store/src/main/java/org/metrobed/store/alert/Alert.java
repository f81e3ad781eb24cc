package org.metrobed.store.alert;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.alert.Handling;

/**
 * An alert: the fold of its events, and what people did about it. Immutable.
 *
 * @param alertId the same for all events of the alert
 * @param state its condition
 * @param datastream the datastream of the episode
 * @param detector the rule that fired
 * @param severity severity at the last event
 * @param onsetMicros phenomenon time of the first value of the episode, microseconds since 1970 UTC
 * @param resolvedMicros phenomenon time of its end, if it has ended
 * @param recordedMillis log time of the last event, milliseconds since 1970 UTC
 * @param sequence number of the last event, 0 for the first
 * @param observed the value at the last event
 * @param peak the most extreme value so far
 * @param expectedLow lower end of the expected range, NaN if there is none
 * @param expectedHigh upper end of the expected range, NaN if there is none
 * @param message description of the finding at the last event
 * @param catalogVersion the catalog version whose rule fired
 * @param finding the finding and the parent at the last event
 * @param memberCount number of child alerts; pending and withdrawn ones do not count
 * @param handling what people did about it
 */
@RecordBuilder
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
        Handling handling)
        implements AlertBuilder.With {

    /** The condition of an alert. Only detectors change it. */
    public enum State {
        /** There is evidence of an episode; not an alert yet. */
        PENDING,
        /** The episode continues. */
        OPEN,
        /** The episode has ended. */
        RESOLVED,
        /** The evidence went away before there was an episode; it was never an alert. */
        WITHDRAWN;

        /** The word in JSON: {@code pending}, {@code open}, {@code resolved}, {@code withdrawn}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state after an event of this kind. */
        public static State after(AlertEvent.Kind kind) {
            return switch (kind) {
                case PENDING -> PENDING;
                case OPENED, UPDATED -> OPEN;
                case RESOLVED -> RESOLVED;
                case WITHDRAWN -> WITHDRAWN;
            };
        }

        /** Whether the state is final. */
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

    /** The alert after an event, without actions and child alerts. */
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

    /** The same alert with this number of child alerts and these actions. */
    public Alert with(int members, Handling what) {
        return with().memberCount(members).handling(what).build();
    }
}
