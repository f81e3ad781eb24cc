package org.metrobed.simulators.city;

import java.util.List;

/**
 * Readings are sent late.
 *
 * @param millis how late
 */
record Delayed(long millis) implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        return List.of(reading.withSentMillis(reading.sentMillis() + millis));
    }
}
