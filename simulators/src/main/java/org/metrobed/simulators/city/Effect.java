package org.metrobed.simulators.city;

import java.util.List;

/** The effect of a fault on a reading. Pure, immutable, thread-safe. */
interface Effect {

    /**
     * The readings that are sent instead of a reading: none, one or two.
     *
     * @param trueMillis when it was observed, by a correct clock, milliseconds since 1970 UTC
     * @param clean the signal without faults
     */
    List<SensorReading> spoil(SensorReading reading, long trueMillis, Signal clean);
}
