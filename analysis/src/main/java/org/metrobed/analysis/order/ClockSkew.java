package org.metrobed.analysis.order;

import java.util.Arrays;

/**
 * An estimate of how far a device's clock is behind log time: the median of received time minus phenomenon time over
 * the last {@value #SAMPLES} samples. At most one sample per minute of log time is taken, so that a backlog that is
 * delivered at once counts once. The estimate contains the delay of the network. Mutable, one thread; 8 bytes per
 * sample.
 */
public final class ClockSkew {

    /** How many samples are kept. */
    public static final int SAMPLES = 31;

    private static final long MINUTE_MILLIS = 60_000;

    private long[] samples;
    private int next;
    private long lastMinute;

    /** An estimate without samples. */
    public ClockSkew() {
        this(new long[0], 0, Long.MIN_VALUE);
    }

    /** Restores the saved state: {@link #samples}, {@link #next}, {@link #lastMinute}. */
    public ClockSkew(long[] samples, int next, long lastMinute) {
        this.samples = samples.clone();
        this.next = next;
        this.lastMinute = lastMinute;
    }

    /**
     * Takes a sample, unless this minute already has one.
     *
     * @param receivedMillis log time, milliseconds since 1970 UTC; does not go back
     * @param phenomenonMicros newest phenomenon time of the message, microseconds since 1970 UTC
     */
    public void add(long receivedMillis, long phenomenonMicros) {
        long minute = Math.floorDiv(receivedMillis, MINUTE_MILLIS);
        if (minute <= lastMinute) {
            return;
        }
        lastMinute = minute;
        if (samples.length < SAMPLES) {
            samples = Arrays.copyOf(samples, samples.length + 1);
            next = samples.length - 1;
        }
        samples[next] = receivedMillis - Math.floorDiv(phenomenonMicros, 1_000L);
        next = (next + 1) % SAMPLES;
    }

    /** The median in milliseconds, the lower of two; positive if the device's clock is behind; 0 without samples. */
    public long medianMillis() {
        if (samples.length == 0) {
            return 0;
        }
        long[] sorted = samples.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }

    /** How many samples the median is computed from. */
    public int size() {
        return samples.length;
    }

    /** The samples; a copy. */
    public long[] samples() {
        return samples.clone();
    }

    /** The index of the next sample. */
    public int next() {
        return next;
    }

    /** The minute of the last sample, counted since 1970 UTC. */
    public long lastMinute() {
        return lastMinute;
    }
}
