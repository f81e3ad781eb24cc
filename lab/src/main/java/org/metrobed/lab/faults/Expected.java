package org.metrobed.lab.faults;

import java.util.List;

/** Readings that were published: one of each datastream at each of some evenly spaced times. Immutable. */
interface Expected {

    /** The id of the test-bed whose datastreams these are. */
    String testbed();

    /** The ids of the datastreams. */
    List<String> listDatastreams();

    /** The first time, microseconds since 1970 UTC, a whole minute. */
    long startMicros();

    /** From one time to the next. */
    long stepMicros();

    /** How many times there are. */
    int rounds();

    /** The value of a datastream, by its place in the list, at one of the times. */
    double value(int datastream, long micros);

    /** The time of a round. */
    default long micros(int round) {
        return startMicros() + round * stepMicros();
    }

    /** The end of its times, exclusive. */
    default long endMicros() {
        return micros(rounds());
    }

    /** All readings. */
    default long readings() {
        return (long) listDatastreams().size() * rounds();
    }
}
