package org.metrobed.analysis.quality;

import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.metrobed.model.limits.Period;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Span;

/** Random series like those of faulty sensors, and thresholds that they reach, from a seed. Mutable, one thread. */
final class RandomSeries {

    private static final long SECOND = 1_000_000;
    private static final double[] STEPS = {1, 0.1, 0.25, 0.001};

    private final Random random;

    RandomSeries(long seed) {
        this.random = new Random(seed);
    }

    /** Increasing times: mostly even, with gaps, jitter and duplicates. */
    long[] times(int rows) {
        long[] times = new long[rows];
        long time = 1_700_000_000 * SECOND + random.nextInt(1_000_000_000);
        for (int i = 0; i < rows; i++) {
            times[i] = time;
            int kind = random.nextInt(20);
            time += kind < 15
                    ? 60 * SECOND
                    : kind < 17 ? random.nextInt(7_200) * SECOND : kind < 19 ? random.nextInt(90_000_000) : 0;
        }
        return times;
    }

    /** Walks, noise, plateaus and ramps, in steps of a sensor's resolution; with spikes, missing and infinite values. */
    double[] values(int rows) {
        double[] values = new double[rows];
        double step = STEPS[random.nextInt(STEPS.length)];
        int mode = random.nextInt(4);
        double level = random.nextInt(40);
        for (int i = 0; i < rows; i++) {
            level +=
                    mode == 0 ? random.nextGaussian() : mode == 1 && random.nextInt(9) == 0 ? random.nextGaussian() : 0;
            level += mode == 2 ? 0.01 : 0;
            double value = mode == 3 ? 10 + 3 * random.nextGaussian() : level;
            value += random.nextInt(30) == 0 ? 40 * random.nextGaussian() : 0;
            values[i] = Math.rint(value / step) * step;
            int fault = random.nextInt(40);
            values[i] = fault < 3
                    ? Double.NaN
                    : fault == 3 ? Double.POSITIVE_INFINITY : fault == 4 ? Double.NEGATIVE_INFINITY : values[i];
        }
        return values;
    }

    /** All tests, as the reference defines them. */
    QualityConfig config() {
        double[] some = {1.00037, 2.00011, 0.30031, 4.10007};
        boolean range = random.nextBoolean();
        return QualityConfig.ofInterval(60 * SECOND)
                .with(new GrossRange.Params(new Span(-20, 60), new Span(0, 30)))
                .with(new Spike.Params(
                        pick(0, 1, 3),
                        pick(0, 4, 2),
                        random.nextBoolean() ? Spike.Method.AVERAGE : Spike.Method.DIFFERENTIAL))
                .with(RateOfChange.Params.perSecond(pick(0.01, 0.1, 1), pick(0, 0.5, Double.NaN), false))
                .with(FlatLine.Params.ofReference(pick(0, 60, 180), pick(119, 300, 1_200), pick(0.3, 1, 5)))
                .with(new AttenuatedSignal.Params(
                        some[random.nextInt(4)],
                        some[random.nextInt(4)],
                        pick(120, 600, 3_600),
                        (int) pick(1, 2, 5),
                        range ? AttenuatedSignal.Check.RANGE : AttenuatedSignal.Check.STD,
                        100_000))
                .with(new Climatology.Params(
                        ZoneId.of("UTC"), List.of(hours(0, 12, 25, 50), hours(random.nextInt(12), 20, 15, 35))))
                .with(new TimeGap.Params(Double.POSITIVE_INFINITY, pick(60, 300, 3_600), true))
                .with(new DuplicateTimestamp.Params());
    }

    /** With the parameters that the reference does not have. */
    QualityConfig configOfOurs() {
        double gap = pick(90, 600);
        return config().with(FlatLine.Params.ofGap(pick(60, 180), pick(300, 600), pick(1, 5), gap)
                        .withExcept(new FlatLine.Except(new Span(0, 5), 300, 600)))
                .with(RateOfChange.Params.perSecond(0.05, 0.5, true));
    }

    private static Climatology.Member hours(double from, double to, double usual, double possible) {
        return new Climatology.Member(
                List.of(new Climatology.Season(Period.HOUR, new Span(from, to))),
                null,
                new Span(-5, usual),
                new Span(-10, possible));
    }

    private double pick(double... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
