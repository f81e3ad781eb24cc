package org.metrobed.simulators.city;

import java.util.List;

/**
 * The value increases steadily.
 *
 * @param fromMillis start of the drift, milliseconds since 1970 UTC
 * @param perHour increase per hour, in the datastream's unit
 */
record Drifting(long fromMillis, double perHour) implements Effect {

    @Override
    public List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean) {
        double hours = (trueMillis - fromMillis) / 3_600_000.0;
        return List.of(reading.withValue(clean.reported(reading.value() + perHour * hours)));
    }
}
