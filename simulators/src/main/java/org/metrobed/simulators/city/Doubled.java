package org.metrobed.simulators.city;

import java.util.List;

/** Each reading is sent twice. */
record Doubled() implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        return List.of(reading, reading);
    }
}
