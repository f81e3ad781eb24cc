package org.metrobed.stream.cleaning;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.metrobed.analysis.quality.AttenuatedSignal;
import org.metrobed.analysis.quality.Climatology;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TimeGap;
import org.metrobed.model.limits.Period;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Span;

/** Rows as bad sensors send them, at different times, and thresholds that match them. From a seed; one thread. */
final class RandomRows {

    private static final long SECOND = 1_000_000;
    private static final long START = 1_700_000_000 * SECOND;

    private final Random random;

    RandomRows(long seed) {
        this.random = new Random(seed);
    }

    /** Rows in the order of time: mostly each minute, with gaps; plateaus, walks, spikes, missing and infinite values. */
    List<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        long time = START;
        double level = 10;
        boolean walks = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            time += random.nextInt(12) == 0 ? (1 + random.nextInt(7_200)) * SECOND : 60 * SECOND;
            level += walks ? random.nextGaussian() : 0;
            double value = Math.rint(level + (random.nextInt(8) == 0 ? 30 * random.nextGaussian() : 0));
            int fault = random.nextInt(30);
            rows.add(new Row(time, fault == 0 ? Double.NaN : fault == 1 ? Double.POSITIVE_INFINITY : value));
        }
        return rows;
    }

    /** Totals of a meter, each minute, with one reset, return to the former total, jump or zeros. */
    List<Row> meter(int count) {
        List<Double> totals = new ArrayList<>();
        double total = 5_000;
        int at = 10 + random.nextInt(count - 20);
        while (totals.size() < count) {
            total += 1 + random.nextInt(4);
            if (totals.size() == at) {
                switch (random.nextInt(4)) {
                    case 0 -> total = random.nextInt(3);
                    case 1 -> totals.addAll(List.of(0.0, 1.0, 2.0));
                    case 2 -> totals.addAll(List.of(total + 1e6, total + 1e6 + 1));
                    default -> totals.addAll(List.of(0.0, 0.0));
                }
            }
            totals.add(total);
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < totals.size(); i++) {
            rows.add(new Row(START + 60 * SECOND * i, totals.get(i)));
        }
        return rows;
    }

    /** Totals of a meter, each minute: with resets, zeros, returns to the former total, jumps, falls and missing ones. */
    List<Row> totals(int count) {
        List<Row> rows = new ArrayList<>();
        double total = random.nextInt(3) == 0 ? 0 : random.nextInt(20_000);
        double former = total;
        for (int i = 0; i < count; i++) {
            total += random.nextInt(5);
            switch (random.nextInt(24)) {
                case 0 -> {
                    former = total;
                    total = random.nextInt(3);
                }
                case 1 -> total = Math.max(total, former);
                case 2 -> total *= random.nextInt(4);
                case 3 -> total -= random.nextInt(300);
                default -> {}
            }
            double glitch = random.nextBoolean() ? 0 : total + 1e6;
            int fault = random.nextInt(16);
            rows.add(new Row(START + 60 * SECOND * i, fault == 0 ? Double.NaN : fault == 1 ? glitch : total));
        }
        return rows;
    }

    /** The rows in a random order, none further behind the newest one than the given time. */
    List<Row> shuffledWithin(List<Row> rows, long micros) {
        Map<Row, Long> arrival = new HashMap<>();
        rows.forEach(row -> arrival.put(row, row.timeMicros() + (long) (random.nextDouble() * micros)));
        return rows.stream().sorted(Comparator.comparing(arrival::get)).toList();
    }

    /** All tests, each with a probability of two thirds; sometimes no test that waits for the next row. */
    QualityConfig config() {
        QualityConfig config = QualityConfig.ofInterval(60 * SECOND);
        config = applied() ? config.with(new GrossRange.Params(new Span(-20, 60), new Span(0, 30))) : config;
        config = applied() ? config.with(new Spike.Params(3, 12, Spike.Method.AVERAGE)) : config;
        config = applied() ? config.with(RateOfChange.Params.perSecond(0.05, 0.5, true)) : config;
        config = applied() ? config.with(FlatLine.Params.ofGap(180, 420, 1, 600)) : config;
        config = applied()
                ? config.with(new AttenuatedSignal.Params(2, 0.5, 600, 3, AttenuatedSignal.Check.STD, 100))
                : config;
        config = applied() ? config.with(afternoon()) : config;
        return applied() ? config.with(new TimeGap.Params(120, 3_600, random.nextBoolean())) : config;
    }

    private static Climatology.Params afternoon() {
        return new Climatology.Params(
                ZoneId.of("Europe/Vienna"),
                List.of(new Climatology.Member(
                        List.of(new Climatology.Season(Period.HOUR, new Span(12, 17))),
                        null,
                        new Span(5, 15),
                        new Span(-5, 25))));
    }

    private boolean applied() {
        return random.nextInt(3) > 0;
    }
}
