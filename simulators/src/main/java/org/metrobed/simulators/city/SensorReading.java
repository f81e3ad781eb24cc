package org.metrobed.simulators.city;

import java.util.Objects;
import org.metrobed.model.DatastreamId;

/**
 * One value as a sensor reports it. Immutable.
 *
 * @param datastream the datastream
 * @param phenomenonMillis the time that the sensor states, milliseconds since 1970 UTC
 * @param value in the datastream's unit
 * @param sentMillis when its gateway sends it, milliseconds since 1970 UTC
 */
public record SensorReading(DatastreamId datastream, long phenomenonMillis, double value, long sentMillis) {
    public SensorReading {
        Objects.requireNonNull(datastream, "datastream");
    }

    SensorReading withValue(double changed) {
        return new SensorReading(datastream, phenomenonMillis, changed, sentMillis);
    }

    SensorReading withSentMillis(long changed) {
        return new SensorReading(datastream, phenomenonMillis, value, changed);
    }

    SensorReading withPhenomenonMillis(long changed) {
        return new SensorReading(datastream, changed, value, sentMillis);
    }
}
