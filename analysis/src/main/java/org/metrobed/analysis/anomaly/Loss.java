package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Detects that values are a small share of what is usual at their hours, weekends apart, for about half a day. Surpluses cannot hide a
 * loss: losses are ranked among losses, as ratios, because counts can fall by less than they can rise. Values must not
 * be negative. While a loss lasts, nothing is learned from it, for at most {@value Jump#LONGEST_HOURS} hours. Mutable, one
 * thread.
 */
final class Loss implements SavedState {

    private static final int DAY_HOURS = 24;
    private static final int HOUR_SECONDS = 3_600;
    private static final long HOUR_MICROS = Duration.ofHours(1).toNanos() / 1_000;
    private static final long LONGEST_MICROS = Jump.LONGEST_HOURS * HOUR_MICROS;
    /** Hours that are compared before a loss is reported. */
    private static final int LEARNING_HOURS = 7 * DAY_HOURS;
    /** Visits of an hour of the day, on working days or weekends, before it is compared. */
    private static final int LEAST_VISITS = 3;
    /** The weight of a new hour in its usual value, once it was visited 1 / rate times. */
    private static final double RATE = 0.06;

    private static final double HALF_DAY_RATE = 1 / 12.0;
    private static final double HOURS_RATE = 0.4;
    private static final double OVERALL_RATE = 0.001;
    /** This share of the mean of all hours is added to both sides of a ratio: a night has few readings. */
    private static final double ADDED = 0.05;
    /** The natural logarithm of the usual divided by the observed: a loss of less than 63 % is none. */
    private static final double LEAST_LOSS = 1;
    /** The same of values that stand for an hour or more, of which there are few: less than half. */
    private static final double LEAST_LOSS_OF_HOURS = 0.7;
    /** A loss ends when the last hours have lost less than this. */
    private static final double OVER = 0.5;
    /** It also ends with this many values in a row that have lost less than {@link #NEAR}. */
    private static final int NEAR_VALUES = 3;

    private static final double NEAR = 0.25;
    /** Hours with less than this share of the mean of all hours have nothing to lose: a loss does not end in them. */
    private static final double LEAST_SHARE = 0.25;
    /** As surprising as one hour in sixty, or larger than all. */
    private static final double SURPRISE = 1.8;

    private static final Resolution RESOLUTION = new Resolution(4, 8);

    private final float[] usual = new float[2 * DAY_HOURS];
    private final byte[] visits = new byte[2 * DAY_HOURS];
    private final Rarity losses = RESOLUTION.rarity();
    private final SlowMean overall = new SlowMean(OVERALL_RATE);
    private double halfDay;
    private double halfDayUsual;
    private double hours;
    private double hoursUsual;
    private int compared;
    private boolean negative;
    private long hour = Long.MIN_VALUE;
    private int bin;
    private double sum;
    private int count;
    private boolean held;
    /** How many of the newest values are near the usual; only while a loss lasts. */
    private int near;
    /** Whether a loss has lasted so long that it becomes the usual. */
    private boolean accepted;

    private long sinceMicros;

    /** Whether a loss lasts. */
    boolean held() {
        return held;
    }

    /**
     * Takes the next value.
     *
     * @param whole whether it stands for its hour and is judged at once; else the mean of an hour is judged after it
     * @param learns whether its hour is ordinary as far as others know
     */
    void next(LocalMoment moment, double value, boolean whole, boolean learns) {
        long now = Math.floorDiv(moment.micros(), HOUR_MICROS);
        if (now != hour && count > 0) {
            close(hour * HOUR_MICROS, whole, learns);
        }
        hour = now;
        bin = moment.secondOfDay() / HOUR_SECONDS + (moment.restDay() ? DAY_HOURS : 0);
        sum += value;
        count++;
        if (held) {
            endIfNear(value);
        }
        if (whole) {
            close(moment.micros(), whole, learns);
        }
    }

    private void endIfNear(double value) {
        boolean says = usual[bin] > LEAST_SHARE * overall.mean() && lost(value, usual[bin]) < NEAR;
        near = says ? near + 1 : 0;
        if (near == NEAR_VALUES) {
            held = false;
            near = 0;
            hours = hoursUsual;
            halfDay = halfDayUsual;
        }
    }

    private void close(long micros, boolean whole, boolean learns) {
        double mean = sum / count;
        sum = 0;
        count = 0;
        negative = negative || mean < 0;
        if (visits[bin] >= LEAST_VISITS && !negative) {
            compare(mean, whole, micros);
        }
        if (!held && learns) {
            visits[bin] = (byte) Math.min(visits[bin] + 1, Byte.MAX_VALUE);
            usual[bin] += (float) (Math.max(RATE, 1.0 / visits[bin]) * (mean - usual[bin]));
            overall.add(mean);
        }
    }

    private void compare(double mean, boolean whole, long micros) {
        compared = Math.min(compared + 1, LEARNING_HOURS);
        halfDay += HALF_DAY_RATE * (mean - halfDay);
        halfDayUsual += HALF_DAY_RATE * (usual[bin] - halfDayUsual);
        hours += HOURS_RATE * (mean - hours);
        hoursUsual += HOURS_RATE * (usual[bin] - hoursUsual);
        double lost = Math.max(0, lost(halfDay, halfDayUsual));
        double lostNow = lost(hours, hoursUsual);
        boolean over = lostNow < OVER && hoursUsual > LEAST_SHARE * overall.mean();
        if (held && micros - sinceMicros > LONGEST_MICROS) {
            held = false;
            accepted = true;
        } else if (held || accepted) {
            held = held && !over;
            accepted = accepted && !over;
        } else if (compared == LEARNING_HOURS && lost > (whole ? LEAST_LOSS_OF_HOURS : LEAST_LOSS) && lostNow > OVER) {
            held = losses.surprise(lost) >= SURPRISE;
            sinceMicros = micros;
        }
        if (!held) {
            losses.add(lost);
        }
    }

    private double lost(double observed, double expected) {
        double added = ADDED * overall.mean() + Double.MIN_NORMAL;
        return -StrictMath.log((observed + added) / (expected + added));
    }

    @Override
    public int bytes() {
        return 5 * usual.length + losses.bytes() + overall.bytes() + 71;
    }

    @Override
    public void write(ByteBuffer out) {
        SavedState.put(out, usual);
        out.put(visits);
        losses.write(out);
        overall.write(out);
        out.putDouble(halfDay).putDouble(halfDayUsual).putDouble(hours).putDouble(hoursUsual);
        out.putInt(compared).putLong(hour).putInt(bin).putDouble(sum).putInt(count);
        out.put((byte) (negative ? 1 : 0))
                .put((byte) (held ? 1 + near : 0))
                .put((byte) (accepted ? 1 : 0))
                .putLong(sinceMicros);
    }

    @Override
    public void read(ByteBuffer in) {
        SavedState.get(in, usual);
        in.get(visits);
        losses.read(in);
        overall.read(in);
        halfDay = in.getDouble();
        halfDayUsual = in.getDouble();
        hours = in.getDouble();
        hoursUsual = in.getDouble();
        compared = in.getInt();
        hour = in.getLong();
        bin = in.getInt();
        sum = in.getDouble();
        count = in.getInt();
        negative = in.get() != 0;
        int both = in.get();
        held = both != 0;
        near = Math.max(0, both - 1);
        accepted = in.get() != 0;
        sinceMicros = in.getLong();
    }
}
