package org.metrobed.lab.path;

import java.util.Arrays;

/**
 * Delays from the publication of a reading until a reader of the database sees it. Immutable.
 *
 * @param samples number of measured readings
 * @param p50Millis the median
 * @param p99Millis the 99th percentile
 * @param maxMillis the maximum
 */
public record Delay(int samples, double p50Millis, double p99Millis, double maxMillis) {

    /** The delays of single readings, in microseconds. */
    static Delay of(long[] micros) {
        if (micros.length == 0) {
            throw new IllegalStateException("no reading was seen in the database");
        }
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        return new Delay(sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e3;
    }
}
