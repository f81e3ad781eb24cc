package org.metrobed.simulators.city;

import java.util.Objects;
import org.metrobed.model.DatastreamId;

/**
 * One value as a sensor reports it. Immutable.
 *
 * @param datastream whose
 * @param phenomenonMillis the time that the sensor states, milliseconds since 1970 UTC
 * @param value in the datastream's unit
 * @param sentMillis when its gateway sends it, milliseconds since 1970 UTC
 */
public record Reading(DatastreamId datastream, long phenomenonMillis, double value, long sentMillis) {
    public Reading {
        Objects.requireNonNull(datastream, "datastream");
    }

    Reading withValue(double changed) {
        return new Reading(datastream, phenomenonMillis, changed, sentMillis);
    }

    Reading withSentMillis(long changed) {
        return new Reading(datastream, phenomenonMillis, value, changed);
    }

    Reading withPhenomenonMillis(long changed) {
        return new Reading(datastream, changed, value, sentMillis);
    }
}
