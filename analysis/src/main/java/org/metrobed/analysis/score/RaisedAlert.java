package org.metrobed.analysis.score;

import java.util.Objects;

/**
 * An alert as it was raised. Immutable.
 *
 * @param datastream whose
 * @param fromMicros when an operator was told, microseconds since 1970 UTC; not the onset that was found looking back
 * @param toMicros when it was over, not before {@code fromMicros}
 * @param detector what raised it
 */
public record RaisedAlert(String datastream, long fromMicros, long toMicros, String detector) {
    public RaisedAlert {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(detector, "detector");
        if (toMicros < fromMicros) {
            throw new IllegalArgumentException("an alert of " + datastream + " ends before it begins");
        }
    }

    /** Whether it was open at some time of a fault, or so long after. */
    boolean meets(TrueFault fault, long toleranceMicros) {
        return datastream.equals(fault.datastream())
                && toMicros >= fault.fromMicros()
                && fromMicros <= fault.toMicros() + toleranceMicros;
    }
}
