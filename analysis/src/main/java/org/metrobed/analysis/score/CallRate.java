package org.metrobed.analysis.score;

import java.util.List;

/**
 * How often a person is notified. Immutable.
 *
 * @param calls number of notifications
 * @param meanInTenMinutes mean over the whole time
 * @param mostInTenMinutes the number in the busiest ten minutes, wherever they begin
 */
public record CallRate(int calls, double meanInTenMinutes, int mostInTenMinutes) {

    private static final long TEN_MINUTES_MICROS = 600_000_000L;

    /**
     * The rate of notifications at these times, in any order.
     *
     * @param micros microseconds since 1970 UTC
     * @param spanMicros length of the time in which somebody could be notified, above 0
     */
    public static CallRate of(List<Long> micros, long spanMicros) {
        if (spanMicros <= 0) {
            throw new IllegalArgumentException("the span is " + spanMicros + " µs, must be above 0");
        }
        long[] sorted = micros.stream().mapToLong(each -> each).sorted().toArray();
        int most = 0;
        for (int first = 0, last = 0; last < sorted.length; last++) {
            while (sorted[last] - sorted[first] >= TEN_MINUTES_MICROS) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return new CallRate(sorted.length, (double) sorted.length * TEN_MINUTES_MICROS / spanMicros, most);
    }
}
