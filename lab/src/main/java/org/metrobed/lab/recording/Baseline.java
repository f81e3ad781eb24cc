package org.metrobed.lab.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.metrobed.analysis.score.RaisedAlert;
import org.metrobed.stream.decode.Reading;

/**
 * A plain detector to compare with: a number for each reading from the readings before it. An alert opens at a number above a
 * threshold, and closes after a day without one. Missing readings raise no alert.
 */
enum Baseline {
    /** Distance from the median of the hour and kind of day, in median absolute deviations. */
    SEASONAL_Z("seasonal-z"),
    /** What trend and season leave over, in its median absolute deviations. */
    DECOMPOSITION("decomposition");

    private static final long QUIET_MICROS = 86_400_000_000L;

    private final String word;

    /**
     * What a baseline sees. Immutable.
     *
     * @param recording zone and interval
     * @param readings in the order of arrival
     */
    record Series(Recording recording, List<Reading> readings) {}

    Baseline(String word) {
        this.word = word;
    }

    /** The name in tables. */
    String word() {
        return word;
    }

    /** How unusual each reading is; 0 while too little is known. */
    double[] numbers(Recording recording, List<Reading> readings) {
        Series series = new Series(recording, readings);
        return this == SEASONAL_Z ? SeasonalZ.numbers(series) : Decomposition.numbers(series);
    }

    /**
     * The smallest threshold that raises at most so many alerts.
     *
     * @param fromMicros from when on alerts count, microseconds since 1970 UTC
     */
    double threshold(Recording recording, int alerts, long fromMicros) {
        double[] found = numbers(recording, recording.readings());
        double[] sorted = Arrays.stream(found).sorted().distinct().toArray();
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            long raised = alerts(recording, recording.readings(), found, sorted[middle]).stream()
                    .filter(alert -> alert.fromMicros() >= fromMicros)
                    .count();
            if (raised <= alerts) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return sorted.length == 0 ? 0 : sorted[low];
    }

    /** The alerts of readings at a threshold. */
    List<RaisedAlert> alerts(Recording recording, List<Reading> readings, double threshold) {
        return alerts(recording, readings, numbers(recording, readings), threshold);
    }

    private List<RaisedAlert> alerts(Recording recording, List<Reading> readings, double[] found, double threshold) {
        List<RaisedAlert> alerts = new ArrayList<>();
        long from = Long.MIN_VALUE;
        long last = Long.MIN_VALUE;
        for (int i = 0; i < found.length; i++) {
            long time = readings.get(i).receivedMillis() * 1_000;
            boolean high = found[i] > threshold;
            if (from != Long.MIN_VALUE && time - last > QUIET_MICROS) {
                alerts.add(new RaisedAlert(recording.name(), from, last + QUIET_MICROS, word));
                from = Long.MIN_VALUE;
            }
            if (high) {
                from = from == Long.MIN_VALUE ? time : from;
                last = time;
            }
        }
        if (from != Long.MIN_VALUE) {
            alerts.add(new RaisedAlert(recording.name(), from, Long.MAX_VALUE, word));
        }
        return alerts;
    }
}
