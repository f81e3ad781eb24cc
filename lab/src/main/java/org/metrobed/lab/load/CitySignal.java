package org.metrobed.lab.load;

/**
 * The values of a {@link CityPlan}: a wave of a day with noise, between 29 and 71. Each datastream is 75 higher during one
 * of 200 blocks of 60 intervals, which opens an alert, and one of 1,000 readings is a spike. So at any time one of 200
 * datastreams is too high. The same datastream and time give the same value. Static functions only.
 */
public final class CitySignal {

    /** Number of blocks of which one is high. */
    static final int HIGH_EVERY = 200;

    /** Intervals of a block. */
    static final int BLOCK = 60;

    private static final int SPIKE_EVERY = 1_000;
    private static final int MIDDLE = 5_000;
    private static final int HIGH = 7_500;
    private static final int SPIKE = 4_500;
    private static final int[] WAVE = wave();
    private static final long WAVE_STEP_MICROS = 86_400_000_000L / WAVE.length;

    private CitySignal() {}

    /** The value of a datastream at a time, in hundredths. */
    public static int hundredths(CityPlan city, int datastream, long micros) {
        long round = micros / city.stepMicros();
        long mixed = (round * 0x9E37_79B9_7F4A_7C15L + datastream) * 0xD6E8_FEB8_6659_FD93L;
        mixed ^= mixed >>> 32;
        int noise = (int) Math.floorMod(mixed, 100L) - 50;
        int base = MIDDLE + WAVE[(int) ((micros / WAVE_STEP_MICROS + datastream) % WAVE.length)] + noise;
        if ((datastream + round / BLOCK) % HIGH_EVERY == 0) {
            return base + HIGH;
        }
        return Math.floorMod(mixed >>> 8, SPIKE_EVERY) == 0 ? base + SPIKE : base;
    }

    private static int[] wave() {
        int[] wave = new int[1_024];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (int) Math.round(2_000 * Math.sin(2 * Math.PI * i / wave.length));
        }
        return wave;
    }
}
