package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Detects values that are a thousandth of what they should be: less than a hundredth of the mean size of values, and as expected if
 * multiplied by a thousand. Such a value may be within a band that reaches down to 0. Each is evidence, by how rarely it
 * happens at its hour. A value of 0 is no evidence; {@value #ENOUGH_ZEROS} in a row end what is held. It lasts at most
 * {@value Jump#LONGEST_HOURS} hours; small values are then usual, until one is not small. Mutable, one thread.
 */
final class Thousandth implements SavedState {

    /** The factor from what is shown to what is meant. */
    static final double FACTOR = 1_000;

    /** This many zeros in a row say that values are 0, and not rounded thousandths. */
    static final int ENOUGH_ZEROS = 6;

    private static final int HOUR_SECONDS = 3_600;
    private static final long HOUR_MICROS = Duration.ofHours(1).toNanos() / 1_000;
    private static final double SMALL = 0.01;
    private static final int LEAST_RUN = 3;
    /** A run must be this unlikely: one in a million. */
    private static final double LEAST_EVIDENCE = 6;

    private static final double LEAST_SHARE = 0.003;
    private static final int LEARNING = 144;
    private static final double RATE = 0.001;
    /** In a saved state, in place of the run. */
    private static final int ACCEPTED = Byte.MIN_VALUE;

    private final HourCounts counts = new HourCounts();
    private final SlowMean size = new SlowMean(RATE);
    private int run;
    private float evidence;
    private boolean held;
    /** The hour since 1970 UTC in which it began; only while it is held. */
    private int sinceHour;
    /** How many of the newest values are 0; only while it is held. */
    private int zeros;
    /** Whether it has lasted so long that small values are usual. */
    private boolean accepted;

    /** Whether the last values are a thousandth of the usual. */
    boolean held() {
        return held;
    }

    /**
     * Takes the next value.
     *
     * @param band expected for it
     */
    void next(LocalMoment moment, double value, Band band) {
        int now = (int) Math.floorDiv(moment.micros(), HOUR_MICROS);
        if (held && now - sinceHour > Jump.LONGEST_HOURS) {
            end();
            accepted = true;
        }
        if (value == 0) {
            endIfZeros();
            return;
        }
        zeros = 0;
        int hour = moment.secondOfDay() / HOUR_SECONDS;
        boolean small = Math.abs(value) < SMALL * size.mean()
                && band.placeOf(FACTOR * value).isWithin();
        if (!small) {
            end();
            accepted = false;
        } else if (!held && !accepted && counts.total() >= LEARNING) {
            add(hour, now);
        }
        if (!held) {
            counts.add(hour, small);
            size.add(Math.abs(value));
        }
    }

    private void add(int hour, int now) {
        run = Math.min(run + 1, Byte.MAX_VALUE);
        evidence -= (float) StrictMath.log10(Math.max(LEAST_SHARE, counts.share(hour)));
        held = run >= LEAST_RUN && evidence >= LEAST_EVIDENCE;
        sinceHour = now;
    }

    private void endIfZeros() {
        zeros = held ? zeros + 1 : 0;
        if (zeros == ENOUGH_ZEROS) {
            end();
        }
    }

    private void end() {
        held = false;
        run = 0;
        evidence = 0;
        zeros = 0;
    }

    @Override
    public int bytes() {
        return counts.bytes() + size.bytes() + 5;
    }

    /** The run and its evidence, or a number below 0: {@link #ACCEPTED}, or of what is held its zeros and its hour. */
    @Override
    public void write(ByteBuffer out) {
        counts.write(out);
        size.write(out);
        if (held) {
            out.put((byte) (-1 - zeros)).putInt(sinceHour);
        } else {
            out.put((byte) (accepted ? ACCEPTED : run)).putFloat(evidence);
        }
    }

    @Override
    public void read(ByteBuffer in) {
        counts.read(in);
        size.read(in);
        int first = in.get();
        accepted = first == ACCEPTED;
        held = first < 0 && !accepted;
        zeros = held ? -1 - first : 0;
        sinceHour = held ? in.getInt() : 0;
        run = Math.max(0, first);
        evidence = held ? 0 : in.getFloat();
    }
}
