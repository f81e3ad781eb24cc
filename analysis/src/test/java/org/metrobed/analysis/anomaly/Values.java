package org.metrobed.analysis.anomaly;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Generated series, one value per five minutes from a Monday on, and a detector's scores for them. */
final class Values {

    static final int DAY = 288;
    static final long STEP_MICROS = 300_000_000L;
    /** Monday 2026-01-05T00:00Z. */
    static final long START_MICROS = 1_767_571_200_000_000L;

    private Values() {}

    /** A daily rise and fall between 50 and 150, with noise. */
    static double[] daily(int days, long seed) {
        Random random = new Random(seed);
        double[] values = new double[days * DAY];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 - 50 * Math.cos(2 * Math.PI * i / DAY) + 3 * random.nextGaussian();
        }
        return values;
    }

    /** A constant level with noise. */
    static double[] noise(int count, long seed) {
        Random random = new Random(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = 20 + random.nextGaussian();
        }
        return values;
    }

    static double[] changed(double[] values, int from, int to, IntToDoubleFunction change) {
        double[] copy = values.clone();
        for (int i = from; i < to; i++) {
            copy[i] = change.applyAsDouble(i);
        }
        return copy;
    }

    static List<Score> scores(double[] values) {
        return scores(new EnsembleDetector(Richness.DEFAULT, ZoneOffset.UTC), values, START_MICROS);
    }

    static List<Score> scores(Detector detector, double[] values, long startMicros) {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            scores.add(detector.update(startMicros + i * STEP_MICROS, values[i]));
        }
        return scores;
    }

    /** Indexes from {@code from} until before {@code to} for which an operator would be notified. */
    static List<Integer> alarms(List<Score> scores, int from, int to) {
        List<Integer> alarms = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (scores.get(i).alarm() >= EnsembleDetector.ALARM) {
                alarms.add(i);
            }
        }
        return alarms;
    }
}
