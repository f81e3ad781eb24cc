package org.metrobed.lab.faults;

import java.util.List;

/** The published readings of a load: one reading of each datastream at each of some evenly spaced times. Immutable. */
interface Expected {

    /** The id of the test-bed of these datastreams. */
    String testbed();

    /** The ids of the datastreams. */
    List<String> listDatastreams();

    /** The first time, microseconds since 1970 UTC, a whole minute. */
    long startMicros();

    /** The interval between two times. */
    long stepMicros();

    /** The number of times. */
    int rounds();

    /** The value at one of the times of the datastream with this index in the list. */
    double value(int datastream, long micros);

    /** The time of a round. */
    default long micros(int round) {
        return startMicros() + round * stepMicros();
    }

    /** The end of the times, exclusive. */
    default long endMicros() {
        return micros(rounds());
    }

    /** The number of readings. */
    default long readings() {
        return (long) listDatastreams().size() * rounds();
    }
}
