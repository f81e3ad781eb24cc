package org.metrobed.simulators.city;

import java.util.List;

/**
 * The value of one instant is repeated.
 *
 * @param atMillis that instant, milliseconds since 1970 UTC
 */
record Held(long atMillis) implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        return List.of(reading.withValue(clean.valueAt(atMillis)));
    }
}
