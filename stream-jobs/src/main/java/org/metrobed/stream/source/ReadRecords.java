package org.metrobed.stream.source;

import java.util.concurrent.atomic.LongAdder;

/**
 * The number of records of raw logs that the jobs of this process have read, without heartbeats and records of the monitor.
 * Thread-safe.
 */
public final class ReadRecords {

    private static final LongAdder COUNT = new LongAdder();

    private ReadRecords() {}

    /** The number so far. */
    public static long count() {
        return COUNT.sum();
    }

    static void add() {
        COUNT.increment();
    }
}
