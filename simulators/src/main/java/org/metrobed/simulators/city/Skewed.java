package org.metrobed.simulators.city;

import java.util.List;

/**
 * The sensor's clock is wrong.
 *
 * @param millis how far it is ahead
 */
record Skewed(long millis) implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        return List.of(reading.withPhenomenonMillis(reading.phenomenonMillis() + millis));
    }
}
