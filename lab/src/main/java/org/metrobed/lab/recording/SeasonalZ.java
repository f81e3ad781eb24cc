package org.metrobed.lab.recording;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.metrobed.stream.decode.Reading;

/**
 * The distance of each value from the median of its hour, with weekends apart, in median absolute deviations of that hour.
 * Both are of the last 28 days and are computed once a day. One thread.
 */
final class SeasonalZ {

    private static final int HOURS = 24;
    private static final int FRIDAY = 5;
    private static final int MEMORY_DAYS = 28;
    private static final int LEAST_DAYS = 3;
    /** Makes the median absolute deviation of normal values their standard deviation. */
    static final double NORMAL = 1.4826;

    /** The values of an hour and kind of day, each with its day. */
    private static final class Bin {
        private final Deque<double[]> values = new ArrayDeque<>();
        private long day = Long.MIN_VALUE;
        private int days;
        private double median;
        private double deviation;

        private void begin(long today) {
            if (today == day) {
                return;
            }
            day = today;
            days++;
            while (!values.isEmpty() && values.peekFirst()[0] < today - MEMORY_DAYS) {
                values.removeFirst();
            }
            double[] numbers = values.stream().mapToDouble(value -> value[1]).toArray();
            median = median(numbers);
            deviation = median(Arrays.stream(numbers)
                    .map(number -> Math.abs(number - median))
                    .toArray());
        }
    }

    private SeasonalZ() {}

    static double[] numbers(Baseline.Series series) {
        Bin[] bins = new Bin[2 * HOURS];
        Arrays.setAll(bins, i -> new Bin());
        double[] found = new double[series.readings().size()];
        double smallest = floor(series);
        for (int i = 0; i < found.length; i++) {
            Reading reading = series.readings().get(i);
            if (!Double.isFinite(reading.value())) {
                continue;
            }
            ZonedDateTime local = Instant.EPOCH
                    .plus(reading.phenomenonMicros(), ChronoUnit.MICROS)
                    .atZone(series.recording().zone());
            boolean weekend = local.getDayOfWeek().getValue() > FRIDAY;
            Bin bin = bins[local.getHour() + (weekend ? HOURS : 0)];
            long today = local.toLocalDate().toEpochDay();
            bin.begin(today);
            found[i] = bin.days <= LEAST_DAYS
                    ? 0
                    : Math.abs(reading.value() - bin.median) / Math.max(smallest, NORMAL * bin.deviation);
            bin.values.addLast(new double[] {today, reading.value()});
        }
        return found;
    }

    /** A hundredth of the range of ordinary values: an hour of equal values has no deviation. */
    private static double floor(Baseline.Series series) {
        double[] sorted = series.recording().readings().stream()
                .mapToDouble(Reading::value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sorted.length == 0
                ? 1
                : Math.max(1e-9, (sorted[sorted.length * 19 / 20] - sorted[sorted.length / 20]) / 100);
    }

    /** The median; 0 of nothing. */
    static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
