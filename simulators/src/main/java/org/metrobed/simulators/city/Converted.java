package org.metrobed.simulators.city;

import java.util.List;

/**
 * What the sensor saw is written in another unit than its datastream has.
 *
 * @param factor from the one to the other
 */
record Converted(double factor) implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        return List.of(reading.withValue(reading.value() * factor));
    }
}
