package org.metrobed.simulators.city;

/**
 * Random numbers for any index or instant, in any order, always with the same result. Immutable, thread-safe.
 *
 * <p>Hashes are SplitMix64 (Steele, Lea and Flood 2014). Smooth noise interpolates between independent normal knots;
 * the squares of the weights sum to one, so that its variance is 1 everywhere.
 */
public final class Noise {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    /** Above this mean a Poisson count is drawn from the normal that approximates it. */
    private static final double POISSON_EXACT = 200;

    private final long seed;

    private Noise(long seed) {
        this.seed = seed;
    }

    /** The source of a seed. */
    public static Noise of(long seed) {
        return new Noise(mix(seed));
    }

    /** An independent source for a name; the same for the same name. */
    public Noise child(String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return new Noise(mix(seed ^ mix(hash)));
    }

    /** Uniform in (0,1). */
    public double uniform(long index) {
        return ((mix(seed + index * GAMMA) >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** Normal with mean 0 and variance 1. */
    public double gaussian(long index) {
        double radius = Math.sqrt(-2 * Math.log(uniform(index * 2)));
        return radius * Math.cos(2 * Math.PI * uniform(index * 2 + 1));
    }

    /** Smooth in time: mean 0, variance 1, no correlation after about one period. */
    public double smooth(long millis, long periodMillis) {
        long knot = Math.floorDiv(millis, periodMillis);
        double fraction = (double) Math.floorMod(millis, periodMillis) / periodMillis;
        double eased = fraction * fraction * (3 - 2 * fraction) * (Math.PI / 2);
        return Math.cos(eased) * knot(knot) + Math.sin(eased) * knot(knot + 1);
    }

    /**
     * Behaves like a first-order autoregressive process: smooth noise with a period and with its third, ninth and
     * twenty-seventh part. Mean 0, variance 1.
     */
    public double wander(long millis, long periodMillis) {
        double sum = 0.82 * child("1").smooth(millis, periodMillis);
        sum += 0.46 * child("3").smooth(millis, Math.max(1, periodMillis / 3));
        sum += 0.29 * child("9").smooth(millis, Math.max(1, periodMillis / 9));
        sum += 0.18 * child("27").smooth(millis, Math.max(1, periodMillis / 27));
        return sum;
    }

    /** A Poisson count with a mean; 0 if the mean is not positive. */
    public long poisson(double mean, long index) {
        if (!(mean > 0)) {
            return 0;
        }
        if (mean > POISSON_EXACT) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian(index)));
        }
        double left = uniform(index);
        double probability = Math.exp(-mean);
        long count = 0;
        while (left > probability && count < 1_000) {
            left -= probability;
            count++;
            probability *= mean / count;
        }
        return count;
    }

    /** Nearly normal, mean 0, variance 1: made of four quarters of one hash, because millions of knots are needed. */
    private double knot(long index) {
        long bits = mix(seed + index * GAMMA);
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum - 131_070) * (Math.sqrt(3) / 65_536);
    }

    private static long mix(long value) {
        long z = value + GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
