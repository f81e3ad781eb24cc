package org.metrobed.simulators.city;

import java.util.List;

/**
 * Adds white normal noise.
 *
 * @param noise its source
 * @param deviation its standard deviation, in the datastream's unit
 */
record Noisy(Noise noise, double deviation) implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        double more = deviation * noise.gaussian(trueMillis);
        return List.of(reading.withValue(clean.reported(reading.value() + more)));
    }
}
