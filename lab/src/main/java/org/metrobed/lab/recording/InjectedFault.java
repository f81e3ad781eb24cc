package org.metrobed.lab.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.metrobed.stream.decode.Reading;

/**
 * A fault to be injected. Immutable.
 *
 * @param kind its family
 * @param fromMicros its begin, phenomenon time in microseconds since 1970 UTC
 * @param toMicros its end, exclusive
 * @param size signed, in daily spreads, a factor, or a share
 * @param seed of its noise
 */
record InjectedFault(FaultKind kind, long fromMicros, long toMicros, double size, long seed) {

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long DAY_MICROS = 24 * HOUR_MICROS;
    private static final double FREEZING_FAHRENHEIT = 32;

    InjectedFault {
        Objects.requireNonNull(kind, "kind");
    }

    /** Whether a reading is in it. */
    boolean contains(Reading reading) {
        return reading.phenomenonMicros() >= fromMicros && reading.phenomenonMicros() < toMicros;
    }

    /** The readings with this fault; readings outside of it are the same. */
    List<Reading> inject(List<Reading> readings, UsualValues usual) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Reading> faulty = new ArrayList<>(readings.size());
        double first = Double.NaN;
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            if (!contains(reading)) {
                faulty.add(reading);
                continue;
            }
            first = Double.isNaN(first) ? reading.value() : first;
            if (kind == FaultKind.CLOCK_LAG) {
                faulty.add(reading.with()
                        .phenomenonMicros(reading.phenomenonMicros() - HOUR_MICROS)
                        .build());
            } else if (kind != FaultKind.DROPOUT) {
                double value = value(readings, i, first, usual, random);
                faulty.add(reading.with()
                        .value(Double.isFinite(reading.value()) ? value : reading.value())
                        .build());
            }
        }
        return faulty;
    }

    private double value(List<Reading> readings, int at, double first, UsualValues usual, SplittableRandom random) {
        double value = readings.get(at).value();
        return switch (kind) {
            case SPIKE, LEVEL_SHIFT, SURPLUS -> usual.shown(value + size * usual.spread());
            case DRIFT -> usual.shown(value + size * usual.spread() * share(readings.get(at)));
            case NOISE -> usual.shown(value + size * usual.spread() * gaussian(random));
            case STUCK -> first;
            case UNIT_FAHRENHEIT -> value * size + FREEZING_FAHRENHEIT;
            case UNIT_THOUSANDTH, UNIT_SPEED -> value * size;
            case GAIN_LARGE, GAIN_SMALL -> usual.shown(value * size);
            case CLIPPING -> Math.min(value, usual.quantile(size));
            case COPIED_BLOCK -> before(readings, at, DAY_MICROS);
            case CLOCK_SHIFT -> before(readings, at, HOUR_MICROS);
            case LOSS_OF_DAY -> {
                double low = Math.min(value, usual.quantile(0.01));
                yield usual.shown(low + (value - low) * size);
            }
            case DROPOUT, CLOCK_LAG -> value;
        };
    }

    private double share(Reading reading) {
        return (double) (reading.phenomenonMicros() - fromMicros) / (toMicros - fromMicros);
    }

    /** By Box and Muller; a sum of uniform numbers would have no tails. */
    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** The newest value that is at least this much older. */
    private static double before(List<Reading> readings, int at, long micros) {
        long time = readings.get(at).phenomenonMicros() - micros;
        int i = at;
        while (i > 0
                && (readings.get(i).phenomenonMicros() > time
                        || !Double.isFinite(readings.get(i).value()))) {
            i--;
        }
        return Double.isFinite(readings.get(i).value())
                ? readings.get(i).value()
                : readings.get(at).value();
    }
}
