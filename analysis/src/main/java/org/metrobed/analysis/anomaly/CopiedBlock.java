package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Detects that the values of a day come again: hours whose values equal, one by one, those of the same hour a day before. Each
 * is evidence, by how rarely that happens at its hour; a count that is zero every night is none. An hour of one value says less than
 * an hour of many, and that is learned with the shares. An hour that equals the one before it, as of a stuck value, says nothing.
 * Mutable, one thread.
 */
final class CopiedBlock implements SavedState {

    private static final int DAY_HOURS = 24;
    private static final long HOUR_MICROS = Duration.ofHours(1).toNanos() / 1_000;
    /** Equal hours in a row. */
    private static final int LEAST_HOURS = 3;
    /** They must be this unlikely: one in a million. */
    private static final double LEAST_EVIDENCE = 6;

    private static final double LEAST_SHARE = 0.003;
    /** Hours that must have been compared before a copy is reported. */
    private static final int LEARNING_HOURS = 4 * DAY_HOURS;

    private static final int PRIME = 31;

    /** A hash of the values of each of the last 24 hours; 0 if there were none. */
    private final short[] hashes = new short[DAY_HOURS];

    private final HourCounts counts = new HourCounts();
    private long hour = Long.MIN_VALUE;
    /** Of the values of this hour; 0 if there were none. */
    private int hash;

    private int equal;
    private float evidence;

    /** Whether the values of the last hours are those of a day before. */
    boolean held() {
        return equal >= LEAST_HOURS && evidence >= LEAST_EVIDENCE;
    }

    /**
     * Takes the next value.
     *
     * @param whole whether it stands for its hour, which is compared at once; else an hour is compared after it
     */
    void next(long micros, double value, boolean whole) {
        long now = Math.floorDiv(micros, HOUR_MICROS);
        if (now != hour) {
            close();
            forgetBetween(now);
        }
        hour = now;
        hash = hash * PRIME + Double.hashCode(value);
        hash = hash == 0 ? 1 : hash;
        if (whole) {
            close();
        }
    }

    private void close() {
        if (hash == 0) {
            return;
        }
        int slot = (int) Math.floorMod(hour, (long) DAY_HOURS);
        short folded = (short) Math.max(1, (hash ^ hash >>> Short.SIZE) & Short.MAX_VALUE);
        boolean same = folded == hashes[slot];
        boolean still = folded == hashes[Math.floorMod(slot - 1, DAY_HOURS)];
        if (!same) {
            equal = 0;
            evidence = 0;
        } else if (!still && counts.total() >= LEARNING_HOURS) {
            equal = Math.min(equal + 1, Byte.MAX_VALUE);
            evidence -= (float) StrictMath.log10(Math.max(LEAST_SHARE, counts.share(slot)));
        }
        if (!held() && hashes[slot] != 0) {
            counts.add(slot, same);
        }
        hashes[slot] = folded;
        hash = 0;
    }

    /** Hours without values have nothing to compare with a day later. */
    private void forgetBetween(long now) {
        long missing = hour == Long.MIN_VALUE ? 0 : Math.min(DAY_HOURS, now - hour - 1);
        for (long back = 1; back <= missing; back++) {
            hashes[(int) Math.floorMod(now - back, (long) DAY_HOURS)] = 0;
        }
    }

    @Override
    public int bytes() {
        return 2 * DAY_HOURS + counts.bytes() + 17;
    }

    @Override
    public void write(ByteBuffer out) {
        for (short one : hashes) {
            out.putShort(one);
        }
        counts.write(out);
        out.putLong(hour).putInt(hash).put((byte) equal).putFloat(evidence);
    }

    @Override
    public void read(ByteBuffer in) {
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = in.getShort();
        }
        counts.read(in);
        hour = in.getLong();
        hash = in.getInt();
        equal = in.get();
        evidence = in.getFloat();
    }
}
