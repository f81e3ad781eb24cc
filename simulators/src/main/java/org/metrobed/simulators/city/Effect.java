package org.metrobed.simulators.city;

import java.util.List;

/** What a fault makes of a reading. Pure, immutable, thread-safe. */
interface Effect {

    /**
     * What is sent instead of a reading: nothing, one or two.
     *
     * @param trueMillis when it was observed, by a clock that is right, milliseconds since 1970 UTC
     * @param clean what the sensor would see without faults
     */
    List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean);
}
