package org.metrobed.lab.study;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.metrobed.model.DatastreamId;
import org.metrobed.simulators.city.City;
import org.metrobed.simulators.city.SensorFault;
import org.metrobed.simulators.city.Signal;

/**
 * Chooses the sizes of faults in relation to the normal values of a datastream. If a sensor shows no negative values
 * and an error downwards would be invisible, the error is upwards. Mutable, for one use.
 */
final class FaultSizes {

    /** The values of a datastream in the warm-up: from its 5th to its 95th percentile. */
    private record Usual(double low, double high, boolean negative) {

        double spread() {
            return high - low;
        }
    }

    private static final int SAMPLES = 7 * 48;
    private static final int CHECKS = 36;
    /** The smallest mean change, in daily spreads, for which a factor is a fault. */
    private static final double LEAST_CHANGE = 0.3;

    private final StudyConfig config;
    private final City city;
    private final SplittableRandom random;
    private final Map<DatastreamId, Usual> usual = new HashMap<>();

    FaultSizes(StudyConfig config, City city, SplittableRandom random) {
        this.config = config;
        this.city = city;
        this.random = random;
    }

    /** A fault of a family with a random size. */
    StudyFault next(FaultFamily family, DatastreamId datastream, Instant from, Duration duration) {
        double share = family.smallest() + random.nextDouble() * (family.largest() - family.smallest());
        boolean up = random.nextBoolean();
        Usual before = usual.computeIfAbsent(datastream, this::measure);
        double spread = before.spread();
        double signed = up || (!before.negative() && before.low() < share * spread) ? share : -share;
        Instant to = from.plus(duration);
        double hours = duration.toMillis() / 3_600_000.0;
        return switch (family) {
            case SPIKE, LEVEL_SHIFT -> fault(family, datastream, from, to, signed * spread, signed);
            case DRIFT -> fault(family, datastream, from, to, signed * spread / hours, signed);
            case NOISE_BURST -> fault(family, datastream, from, to, share * spread, share);
            case UNIT_ERROR -> {
                double factor = factor(datastream.property());
                yield fault(family, datastream, from, to, factor, factor);
            }
            case CLOCK_SKEW -> {
                double seconds = Math.rint(up ? share : -share);
                yield fault(family, datastream, from, to, seconds, seconds);
            }
            case LATE -> fault(family, datastream, from, to, Math.rint(share), Math.rint(share));
            default -> fault(family, datastream, from, to, share, share);
        };
    }

    /**
     * Whether a fault changes values enough. A factor on values near 0 does not, so it is no fault. Faults of other
     * kinds always have their stated size.
     */
    boolean isSeen(StudyFault fault) {
        SensorFault.Kind kind = fault.fault().kind();
        if (kind != SensorFault.Kind.UNIT_ERROR && kind != SensorFault.Kind.GAIN_LOSS) {
            return true;
        }
        Signal signal = city.signal(fault.fault().datastream());
        long from = fault.fault().from().toEpochMilli();
        long step = Duration.between(fault.fault().from(), fault.fault().to()).toMillis() / CHECKS;
        double change = 0;
        for (int i = 0; i < CHECKS; i++) {
            change += Math.abs(signal.valueAt(from + i * step) * (1 - fault.size())) / CHECKS;
        }
        return change >= LEAST_CHANGE * usual.get(fault.fault().datastream()).spread();
    }

    private static StudyFault fault(
            FaultFamily family, DatastreamId datastream, Instant from, Instant to, double magnitude, double size) {
        return new StudyFault(new SensorFault(datastream, family.kind(), from, to, magnitude), size);
    }

    private Usual measure(DatastreamId datastream) {
        Signal signal = city.signal(datastream);
        long step = StudyConfig.WARM_UP.toMillis() / SAMPLES;
        double[] values = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            values[i] = signal.valueAt(config.start().toEpochMilli() + i * step);
        }
        Arrays.sort(values);
        boolean negative = signal.reported(-1) < 0;
        return new Usual(values[SAMPLES / 20], values[SAMPLES - 1 - SAMPLES / 20], negative);
    }

    /**
     * The most common unit error: thousandths, hundredths or tenths not scaled, metres a second, an hour instead of an
     * interval.
     */
    private double factor(String property) {
        return switch (property) {
            case "pedestrian-count", "bicycle-count", "vehicle-count" ->
                Math.max(2, 3_600.0 / config.interval().toSeconds());
            case "speed" -> 1 / 3.6;
            case "occupancy", "relative-humidity" -> 0.01;
            case "air-temperature", "temperature" -> 10;
            case "tilt-x", "tilt-y" -> Math.PI / 0.18;
            case "water-level" -> 100;
            default -> 0.001;
        };
    }
}
