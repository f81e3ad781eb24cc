package org.metrobed.lab.path;

import java.util.Arrays;

/**
 * Times from the publication of a reading until a reader of the database sees it. Immutable.
 *
 * @param samples how many readings were watched
 * @param p50Millis of half of them at most
 * @param p99Millis of 99 % of them at most
 * @param maxMillis of all of them
 */
public record Delay(int samples, double p50Millis, double p99Millis, double maxMillis) {

    /** Of single delays in microseconds. */
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
