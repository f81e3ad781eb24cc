package org.metrobed.lab.recording;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.metrobed.stream.decode.Reading;

/**
 * What a causal decomposition leaves over. The trend is the mean of the last week; the season is the mean of the last four
 * values, minus their trend, of the same time of the week, or of the day in recordings of less than four weeks. What is left is
 * divided by its median absolute deviation of the last week, which is computed once a day. One thread.
 */
final class Decomposition {

    private static final int LONG_DAYS = 28;
    private static final int VISITS = 4;
    private static final int LEAST_VISITS = 2;
    private static final long WEEK_MICROS = 7 * 86_400_000_000L;
    private static final int DAY_MINUTES = 1_440;
    private static final int LEAST_SLOT_MINUTES = 5;

    private final Map<Integer, Deque<Double>> season = new HashMap<>();
    private final Deque<double[]> week = new ArrayDeque<>();
    private final Deque<double[]> rests = new ArrayDeque<>();
    private double sum;
    private long day = Long.MIN_VALUE;
    private double scale;

    private Decomposition() {}

    static double[] numbers(Baseline.Series series) {
        Decomposition decomposition = new Decomposition();
        double[] found = new double[series.readings().size()];
        boolean weekly = series.recording().days() >= LONG_DAYS;
        int slotMinutes = (int) Math.max(LEAST_SLOT_MINUTES, series.recording().intervalMicros() / 60_000_000L);
        for (int i = 0; i < found.length; i++) {
            Reading reading = series.readings().get(i);
            if (Double.isFinite(reading.value())) {
                ZonedDateTime local = Instant.EPOCH
                        .plus(reading.phenomenonMicros(), ChronoUnit.MICROS)
                        .atZone(series.recording().zone());
                int minute = local.getHour() * 60
                        + local.getMinute()
                        + (weekly ? local.getDayOfWeek().getValue() * DAY_MINUTES : 0);
                decomposition.begin(local.toLocalDate().toEpochDay());
                found[i] = decomposition.next(reading.phenomenonMicros(), minute / slotMinutes, reading.value());
            }
        }
        return found;
    }

    private void begin(long today) {
        if (today != day) {
            day = today;
            scale = SeasonalZ.NORMAL
                    * SeasonalZ.median(rests.stream()
                            .mapToDouble(rest -> Math.abs(rest[1]))
                            .toArray());
        }
    }

    private double next(long micros, int slot, double value) {
        forget(week, micros);
        forget(rests, micros);
        double trend = week.isEmpty() ? value : sum / week.size();
        Deque<Double> visits = season.computeIfAbsent(slot, first -> new ArrayDeque<>());
        double usual = visits.stream().mapToDouble(visit -> visit).average().orElse(0);
        double rest = value - trend - usual;
        boolean known = visits.size() >= LEAST_VISITS;
        visits.addLast(value - trend);
        if (visits.size() > VISITS) {
            visits.removeFirst();
        }
        week.addLast(new double[] {micros, value});
        sum += value;
        if (known) {
            rests.addLast(new double[] {micros, rest});
        }
        return known && scale > 0 ? Math.abs(rest) / scale : 0;
    }

    private void forget(Deque<double[]> numbers, long micros) {
        while (!numbers.isEmpty() && numbers.peekFirst()[0] < micros - WEEK_MICROS) {
            double[] gone = numbers.removeFirst();
            sum -= numbers == week ? gone[1] : 0;
        }
    }
}
