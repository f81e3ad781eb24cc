package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * How readings arrive: whether they come at all, whether their times agree with their arrival, whether they come twice. Of readings
 * that come in a burst, after an outage or from a store, nothing is learnt but their values. Times are microseconds since 1970
 * UTC. Mutable, one thread.
 */
final class Punctuality implements SavedState {

    /** So many usual intervals without a reading are a silence. */
    private static final int SILENT_INTERVALS = 4;
    /** Nobody is called for less, however often readings come. */
    private static final long LEAST_SILENCE_MICROS = 300_000_000L;
    /** So many usual intervals from the usual lag are no jitter. */
    private static final int OFF_INTERVALS = 2;
    /** Less is the way's own. */
    private static final long LEAST_OFF_MICROS = 60_000_000L;
    /** After so long another lag is no fault but a change. */
    private static final long LONGEST_OFF_MICROS = Jump.LONGEST_HOURS * 3_600_000_000L;

    private static final int LEARNING = 12;
    private static final double RATE = 0.02;
    /** What comes this much sooner than usual is one of a burst. */
    private static final double BURST = 0.2;

    private final long expectedMicros;
    private final SlowMean interval = new SlowMean(RATE);
    private SlowMean lag = new SlowMean(RATE);
    private final Recurrence repeats = new Recurrence(4, 8);
    private final Recurrence offs = new Recurrence(3, 4);
    private long lastReceived;
    /** The last that was none of a burst. */
    private long lastCounted;

    private long lastTime;
    private long agreedReceived;
    private int heard;
    private int agreed;
    private boolean fresh;
    private boolean repeated;
    private boolean off;

    /** @param expectedMicros between two readings; 0 where that is not known */
    Punctuality(long expectedMicros) {
        this.expectedMicros = expectedMicros;
    }

    /** When silence begins if nothing comes; {@link Long#MAX_VALUE} while the interval is not known. */
    long silentAtMicros() {
        return heard < LEARNING
                ? Long.MAX_VALUE
                : lastReceived + Math.max(LEAST_SILENCE_MICROS, (long) (SILENT_INTERVALS * usual()));
    }

    /** When the last reading came. */
    long lastReceivedMicros() {
        return lastReceived;
    }

    /** Whether the last reading is newer than all before and its time can be believed. */
    boolean fresh() {
        return fresh;
    }

    /** Whether readings come twice. */
    boolean repeated() {
        return repeated;
    }

    /** Whether readings come late, or state wrong times. */
    boolean off() {
        return off;
    }

    /** A reading comes. */
    void next(long receivedMicros, long timeMicros) {
        boolean first = heard == 0;
        double passed = first ? 0 : Math.max(0, (double) receivedMicros - lastCounted);
        double usual = usual();
        boolean burst = !first && passed <= BURST * usual;
        boolean wrong = !agrees((double) receivedMicros - timeMicros, receivedMicros, usual, first ? 0 : passed, burst);
        repeated = repeats.next(!first && timeMicros == lastTime);
        off = burst ? off : offs.next(wrong);
        fresh = !wrong && (first || timeMicros > lastTime);
        if (!wrong) {
            lastTime = first ? timeMicros : Math.max(lastTime, timeMicros);
        }
        if (!first && !burst) {
            interval.add(heard < LEARNING ? passed : Math.min(passed, 2 * usual));
        }
        if (!burst) {
            lastCounted = receivedMicros;
            heard = Math.min(heard + 1, LEARNING);
        }
        lastReceived = first ? receivedMicros : Math.max(lastReceived, receivedMicros);
    }

    /** Whether the lag is the usual one; while that is not known, any is. */
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
        return interval.bytes() + lag.bytes() + repeats.bytes() + offs.bytes() + 37;
    }

    @Override
    public void write(ByteBuffer out) {
        interval.write(out);
        lag.write(out);
        repeats.write(out);
        offs.write(out);
        out.putLong(lastReceived).putLong(lastCounted).putLong(lastTime).putLong(agreedReceived);
        out.put((byte) heard).put((byte) agreed);
        out.put(bit(fresh)).put(bit(repeated)).put(bit(off));
    }

    @Override
    public void read(ByteBuffer in) {
        interval.read(in);
        lag.read(in);
        repeats.read(in);
        offs.read(in);
        lastReceived = in.getLong();
        lastCounted = in.getLong();
        lastTime = in.getLong();
        agreedReceived = in.getLong();
        heard = in.get();
        agreed = in.get();
        fresh = in.get() != 0;
        repeated = in.get() != 0;
        off = in.get() != 0;
    }

    private static byte bit(boolean set) {
        return (byte) (set ? 1 : 0);
    }
}
