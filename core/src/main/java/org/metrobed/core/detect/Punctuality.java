package org.metrobed.core.detect;

import java.nio.ByteBuffer;

/**
 * How readings arrive: whether they come at all, whether their times agree with their arrival, whether they come twice. Times are
 * microseconds since 1970 UTC. Mutable, one thread.
 */
final class Punctuality implements Saved {

    /** So many usual intervals without a reading are a silence. */
    private static final int SILENT_INTERVALS = 4;
    /** So many usual intervals from the usual lag are no jitter. */
    private static final int OFF_INTERVALS = 2;

    private static final int LEARNING = 12;
    private static final double RATE = 0.02;
    /** What comes this much sooner than usual is one of a burst. */
    private static final double BURST = 0.2;

    private final SlowMean interval = new SlowMean(RATE);
    private final SlowMean lag = new SlowMean(RATE);
    private final Recurrence repeats = new Recurrence(4, 8);
    private final Recurrence offs = new Recurrence(3, 4);
    private long lastReceived;
    private long lastTime;
    private int count;
    private boolean fresh;
    private boolean repeated;
    private boolean off;

    /** When silence begins if nothing comes; {@link Long#MAX_VALUE} while the interval is not known. */
    long silentAtMicros() {
        return count < LEARNING ? Long.MAX_VALUE : lastReceived + (long) (SILENT_INTERVALS * interval.mean());
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
        double passed = count == 0 ? 0 : Math.max(0, (double) receivedMicros - lastReceived);
        double behind = (double) receivedMicros - timeMicros;
        boolean wrong = count >= LEARNING && Math.abs(behind - lag.mean()) > OFF_INTERVALS * interval.mean();
        repeated = repeats.next(count > 0 && timeMicros == lastTime);
        off = offs.next(wrong);
        fresh = !wrong && (count == 0 || timeMicros > lastTime);
        if (!wrong) {
            lag.add(behind);
            lastTime = count == 0 ? timeMicros : Math.max(lastTime, timeMicros);
        }
        if (count > 0 && passed > BURST * interval.mean()) {
            interval.add(count < LEARNING ? passed : Math.min(passed, 2 * interval.mean()));
        }
        lastReceived = count == 0 ? receivedMicros : Math.max(lastReceived, receivedMicros);
        count = Math.min(count + 1, LEARNING);
    }

    @Override
    public int bytes() {
        return interval.bytes() + lag.bytes() + repeats.bytes() + offs.bytes() + 23;
    }

    @Override
    public void write(ByteBuffer out) {
        interval.write(out);
        lag.write(out);
        repeats.write(out);
        offs.write(out);
        out.putLong(lastReceived).putLong(lastTime).putInt(count);
        out.put(bit(fresh)).put(bit(repeated)).put(bit(off));
    }

    @Override
    public void read(ByteBuffer in) {
        interval.read(in);
        lag.read(in);
        repeats.read(in);
        offs.read(in);
        lastReceived = in.getLong();
        lastTime = in.getLong();
        count = in.getInt();
        fresh = in.get() != 0;
        repeated = in.get() != 0;
        off = in.get() != 0;
    }

    private static byte bit(boolean set) {
        return (byte) (set ? 1 : 0);
    }
}
