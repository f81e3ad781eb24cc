package org.metrobed.lab.recording;

import java.util.Arrays;
import org.metrobed.stream.decode.Reading;

/** What is usual for the values of a recording before its first fault, and what its sensor can show. Immutable. */
final class UsualValues {

    private static final int MOST_DECIMALS = 6;

    /** The finite values before the first fault, ascending. */
    private final double[] sorted;
    /** The smallest value of the whole recording. */
    private final double least;

    private final int decimals;

    private UsualValues(double[] sorted, double least, int decimals) {
        this.sorted = sorted;
        this.least = least;
        this.decimals = decimals;
    }

    /** Measures the values before a time; microseconds since 1970 UTC. */
    static UsualValues of(Recording recording, long beforeMicros) {
        double[] all = finite(recording, Long.MAX_VALUE);
        double[] before = finite(recording, beforeMicros);
        Arrays.sort(before);
        return new UsualValues(before, Arrays.stream(all).min().orElse(Double.NaN), decimals(all));
    }

    private static double[] finite(Recording recording, long beforeMicros) {
        return recording.readings().stream()
                .filter(reading -> reading.phenomenonMicros() < beforeMicros)
                .mapToDouble(Reading::value)
                .filter(Double::isFinite)
                .toArray();
    }

    private static int decimals(double[] values) {
        double scale = 1;
        for (int decimals = 0; decimals < MOST_DECIMALS; decimals++, scale *= 10) {
            double factor = scale;
            if (Arrays.stream(values)
                    .allMatch(value ->
                            Math.abs(value * factor - Math.rint(value * factor)) < 1e-6 * Math.max(1, factor))) {
                return decimals;
            }
        }
        return MOST_DECIMALS;
    }

    /** The value below which a share of the values lies; NaN if there is none. */
    double quantile(double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
    }

    /** A daily spread: from the 5th to the 95th percentile. */
    double spread() {
        return quantile(0.95) - quantile(0.05);
    }

    /** Whether an error of this size downwards can be shown at a value. */
    boolean canShowBelow(double size) {
        return least < 0 || quantile(0.05) >= size;
    }

    /** The value as the sensor shows it. */
    double shown(double value) {
        double factor = Math.pow(10, decimals);
        double rounded = Math.rint(value * factor) / factor;
        return least >= 0 ? Math.max(0, rounded) : rounded;
    }
}
