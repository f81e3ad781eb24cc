package org.metrobed.store.alert;

import java.util.Objects;
import java.util.OptionalLong;
import org.metrobed.core.model.Severity;

/**
 * An alert as it stands: its events folded. Immutable.
 *
 * @param alertId the same through its life
 * @param state whether it lasts
 * @param datastream whose episode it is
 * @param detector the rule that fired
 * @param severity how urgent, at the last event
 * @param onsetMicros phenomenon time of the first value of the episode, microseconds since 1970 UTC
 * @param resolvedMicros phenomenon time of its end, when it has ended
 * @param recordedMillis log time of the last event, milliseconds since 1970 UTC
 * @param sequence number of the last event, 0 for the opening
 * @param observed the value at the last event
 * @param peak the most extreme value known
 * @param expectedLow lower end of what is expected, NaN when open
 * @param expectedHigh upper end of what is expected, NaN when open
 * @param message the finding in words, of the last event
 * @param catalogVersion the catalog version whose rule fired
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
        long catalogVersion) {

    /** Whether an episode lasts. */
    public enum State {
        OPEN,
        RESOLVED
    }

    public Alert {
        Objects.requireNonNull(alertId, "alertId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(resolvedMicros, "resolvedMicros");
        Objects.requireNonNull(message, "message");
    }
}
