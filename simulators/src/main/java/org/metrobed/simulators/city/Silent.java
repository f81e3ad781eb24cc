package org.metrobed.simulators.city;

import java.util.List;

/** Nothing is sent: a dropout, a dead gateway. */
record Silent() implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        return List.of();
    }
}
