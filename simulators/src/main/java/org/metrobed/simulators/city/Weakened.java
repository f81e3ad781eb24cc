package org.metrobed.simulators.city;

import java.util.List;

/**
 * The sensor measures only a part: a dirty lens, a worn amplifier.
 *
 * @param factor that part
 */
record Weakened(double factor) implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        return List.of(reading.withValue(clean.reported(reading.value() * factor)));
    }
}
