package org.metrobed.simulators.city;

import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
public record SensorReading(DatastreamId datastream, long phenomenonMillis, double value, long sentMillis)
        implements SensorReadingBuilder.With {
    public SensorReading {
        Objects.requireNonNull(datastream, "datastream");
    }
}
