package org.metrobed.simulators.city;

import java.util.List;

/**
 * Adds an amount: a spike or a level shift.
 *
 * @param amount in the datastream's unit
 */
record Added(double amount) implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        return List.of(reading.withValue(clean.reported(reading.value() + amount)));
    }
}
