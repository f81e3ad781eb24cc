package org.metrobed.simulators.city;

import java.util.List;

/**
 * The sensor sees so much more: a spike, another level.
 *
 * @param amount in the datastream's unit
 */
record Added(double amount) implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        return List.of(reading.withValue(clean.reported(reading.value() + amount)));
    }
}
