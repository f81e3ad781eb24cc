package org.metrobed.analysis.score;

import java.util.Objects;

/**
 * An alert as it was raised. Immutable.
 *
 * @param datastream the datastream of the alert
 * @param fromMicros when an operator was notified, microseconds since 1970 UTC; not the onset, which is found
 *     afterwards
 * @param toMicros when it was resolved, not before {@code fromMicros}
 * @param detector the detector that raised it
 */
public record RaisedAlert(String datastream, long fromMicros, long toMicros, String detector) {
    public RaisedAlert {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(detector, "detector");
        if (toMicros < fromMicros) {
            throw new IllegalArgumentException("an alert of " + datastream + " ends before it begins");
        }
    }

    /** Whether it was open during a fault or within the tolerance after it. */
    boolean meets(TrueFault fault, long toleranceMicros) {
        return datastream.equals(fault.datastream())
                && toMicros >= fault.fromMicros()
                && fromMicros <= fault.toMicros() + toleranceMicros;
    }
}
