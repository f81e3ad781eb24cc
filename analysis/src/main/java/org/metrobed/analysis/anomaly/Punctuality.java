package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * Judges the arrival of readings: whether they arrive, whether phenomenon times agree with received times, and whether
 * readings arrive twice. Nothing about arrival is learned from readings that come in a burst, for example after an
 * outage or from a device's buffer. Times are microseconds since 1970 UTC. Mutable, one thread.
 */
final class Punctuality implements SavedState {

    /** A silence is this many usual intervals without a reading. */
    private static final int SILENT_INTERVALS = 4;
    /** A shorter silence raises no alert, however often readings come. */
    private static final long LEAST_SILENCE_MICROS = 300_000_000L;
    /** A lag that differs from the usual lag by this many usual intervals is not jitter. */
    private static final int OFF_INTERVALS = 2;
    /** A smaller difference is caused by the network. */
    private static final long LEAST_OFF_MICROS = 60_000_000L;
    /** After this time, another lag is a change and not a fault. */
    private static final long LONGEST_OFF_MICROS = Jump.LONGEST_HOURS * 3_600_000_000L;

    private static final int LEARNING = 12;
    private static final double RATE = 0.02;
    /** A reading that arrives after at most this share of the usual interval belongs to a burst. */
    private static final double BURST = 0.2;

    private final long expectedMicros;
    private final SlowMean interval = new SlowMean(RATE);
    private SlowMean lag = new SlowMean(RATE);
    private final Recurrence duplicates = new Recurrence(4, 8);
    private final Recurrence offs = new Recurrence(3, 4);
    private long lastReceived;
    /** The last reading that did not belong to a burst. */
    private long lastCounted;

    private long lastTime;
    private long agreedReceived;
    private int received;
    private int agreed;
    private boolean fresh;
    private boolean duplicated;
    private boolean off;

    /** @param expectedMicros expected time between two readings, microseconds; 0 if not known */
    Punctuality(long expectedMicros) {
        this.expectedMicros = expectedMicros;
    }

    /** When silence begins if no reading arrives; {@link Long#MAX_VALUE} while the interval is not known. */
    long silentAtMicros() {
        return received < LEARNING
                ? Long.MAX_VALUE
                : lastReceived + Math.max(LEAST_SILENCE_MICROS, (long) (SILENT_INTERVALS * usual()));
    }

    /** Received time of the last reading. */
    long lastReceivedMicros() {
        return lastReceived;
    }

    /** Whether the last reading is newer than all before and its time is plausible. */
    boolean fresh() {
        return fresh;
    }

    /** Whether readings arrive twice. */
    boolean duplicated() {
        return duplicated;
    }

    /** Whether readings arrive late or have wrong times. */
    boolean off() {
        return off;
    }

    /** Takes the next reading. */
    void next(long receivedMicros, long timeMicros) {
        boolean first = received == 0;
        double passed = first ? 0 : Math.max(0, (double) receivedMicros - lastCounted);
        double usual = usual();
        boolean burst = !first && passed <= BURST * usual;
        boolean wrong = !agrees((double) receivedMicros - timeMicros, receivedMicros, usual, first ? 0 : passed, burst);
        duplicated = duplicates.next(!first && timeMicros == lastTime);
        off = burst ? off : offs.next(wrong);
        fresh = !wrong && (first || timeMicros > lastTime);
        if (!wrong) {
            lastTime = first ? timeMicros : Math.max(lastTime, timeMicros);
        }
        if (!first && !burst) {
            interval.add(received < LEARNING ? passed : Math.min(passed, 2 * usual));
        }
        if (!burst) {
            lastCounted = receivedMicros;
            received = Math.min(received + 1, LEARNING);
        }
        lastReceived = first ? receivedMicros : Math.max(lastReceived, receivedMicros);
    }

    /** Takes a reading whose clock is known to be wrong: it arrived, but nothing about times is learnt from it. */
    void nextWithWrongClock(long receivedMicros) {
        fresh = false;
        duplicated = false;
        off = true;
        lastReceived = Math.max(lastReceived, receivedMicros);
    }

    /** Whether the lag is the usual one; true while the usual lag is not known. */
    private boolean agrees(double behind, long receivedMicros, double usual, double passed, boolean burst) {
        boolean settled = agreed == LEARNING;
        double far = Math.max((double) LEAST_OFF_MICROS, OFF_INTERVALS * (settled ? usual : Math.max(usual, passed)));
        boolean agrees = Math.abs(behind - lag.mean()) <= far;
        if (settled ? !agrees && receivedMicros - agreedReceived > LONGEST_OFF_MICROS : !agrees && !burst) {
            lag = new SlowMean(RATE);
            agreed = 0;
            agrees = true;
        }
        if (agreed == LEARNING ? agrees : !burst) {
            lag.add(behind);
            agreed = Math.min(agreed + 1, LEARNING);
        }
        if (agrees) {
            agreedReceived = receivedMicros;
        }
        return agrees || agreed < LEARNING;
    }

    private double usual() {
        return Math.max((double) expectedMicros, interval.mean());
    }

    @Override
    public int bytes() {
        return interval.bytes() + lag.bytes() + duplicates.bytes() + offs.bytes() + 37;
    }

    @Override
    public void write(ByteBuffer out) {
        interval.write(out);
        lag.write(out);
        duplicates.write(out);
        offs.write(out);
        out.putLong(lastReceived).putLong(lastCounted).putLong(lastTime).putLong(agreedReceived);
        out.put((byte) received).put((byte) agreed);
        out.put(bit(fresh)).put(bit(duplicated)).put(bit(off));
    }

    @Override
    public void read(ByteBuffer in) {
        interval.read(in);
        lag.read(in);
        duplicates.read(in);
        offs.read(in);
        lastReceived = in.getLong();
        lastCounted = in.getLong();
        lastTime = in.getLong();
        agreedReceived = in.getLong();
        received = in.get();
        agreed = in.get();
        fresh = in.get() != 0;
        duplicated = in.get() != 0;
        off = in.get() != 0;
    }

    private static byte bit(boolean set) {
        return (byte) (set ? 1 : 0);
    }
}
