package org.metrobed.ingest;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Histogram of times from arrival to acknowledgement. Thread-safe. */
final class AckDelays {

    private static final double[] BOUNDS_SECONDS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

    private final LongAdder[] counts = new LongAdder[BOUNDS_SECONDS.length + 1];
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    AckDelays() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void add(long delayNanos) {
        int bucket = 0;
        while (bucket < BOUNDS_SECONDS.length && delayNanos > BOUNDS_SECONDS[bucket] * 1e9) {
            bucket++;
        }
        counts[bucket].increment();
        nanos.add(delayNanos);
        longest.accumulate(delayNanos);
    }

    /** Number of delays up to a bound, inclusive, seconds; {@code bucket} counts from 0. */
    long count(int bucket) {
        return counts[bucket].sum();
    }

    /** The bounds, seconds, without the last, which is infinite. */
    static double[] boundsSeconds() {
        return BOUNDS_SECONDS.clone();
    }

    /** Sum of all delays, seconds. */
    double sumSeconds() {
        return nanos.sum() / 1e9;
    }

    /** The longest delay, seconds. */
    double maxSeconds() {
        return longest.get() / 1e9;
    }
}
