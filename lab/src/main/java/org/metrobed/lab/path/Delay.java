package org.metrobed.lab.path;

import java.util.Arrays;

/**
 * Delays until an answer of the API has a row for the first time. Immutable.
 *
 * @param samples number of measured rows
 * @param p50Millis the median
 * @param p99Millis the 99th percentile
 * @param maxMillis the maximum
 */
public record Delay(int samples, double p50Millis, double p99Millis, double maxMillis) {

    /** The delays of single rows, in microseconds. */
    static Delay of(long[] micros) {
        if (micros.length == 0) {
            throw new IllegalStateException("no row was seen in the answers of the API");
        }
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        return new Delay(sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e3;
    }
}
