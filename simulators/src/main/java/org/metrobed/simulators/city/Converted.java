package org.metrobed.simulators.city;

import java.util.List;

/**
 * The sensor reports in another unit than that of its datastream.
 *
 * @param factor from the datastream's unit to the reported unit
 */
record Converted(double factor) implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        return List.of(reading.withValue(reading.value() * factor));
    }
}
