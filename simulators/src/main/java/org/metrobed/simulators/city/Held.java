package org.metrobed.simulators.city;

import java.util.List;

/**
 * The value of one instant is sent again and again.
 *
 * @param atMillis of which, milliseconds since 1970 UTC
 */
record Held(long atMillis) implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        return List.of(reading.withValue(clean.valueAt(atMillis)));
    }
}
