package org.metrobed.recordings.playback;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Pauses, seeks, changes the speed of, and ends a playback while it runs. Thread-safe. */
public final class PlaybackControl {

    private static final long GRAIN_NANOS = 2_000_000;
    private static final double NANOS_PER_MICRO = 1e3;

    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private double speed;
    private boolean paused;
    private boolean stopped;
    private Instant target;
    private boolean anchored;
    private long anchorMicros;
    private long anchorNanos;

    /**
     * The control of a playback that has not begun.
     *
     * @param nanoClock counts nanoseconds, such as {@link System#nanoTime}
     */
    public PlaybackControl(double speed, LongSupplier nanoClock) {
        this.speed = speed;
        this.nanoClock = nanoClock;
    }

    /** Waits with the next message until {@link #resume}. */
    public void pause() {
        change(() -> paused = true);
    }

    /** Goes on. */
    public void resume() {
        change(() -> paused = false);
    }

    /** Plays on at the message that was received at this time or after it. */
    public void seek(Instant time) {
        change(() -> target = time);
    }

    /**
     * Plays on at this speed.
     *
     * @param factor seconds of the recording in one second, above 0, or infinite
     */
    public void changeSpeed(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("speed is " + factor + ", must be above 0");
        }
        change(() -> speed = factor);
    }

    /** Ends the playback before its next message. */
    public void stop() {
        change(() -> stopped = true);
    }

    /** The speed now. */
    public double speed() {
        return locked(() -> speed);
    }

    /** Whether it waits for {@link #resume}. */
    public boolean isPaused() {
        return locked(() -> paused);
    }

    /** Whether it was asked to end. */
    public boolean isStopped() {
        return locked(() -> stopped);
    }

    /** Takes the time to seek to, if there is one. */
    Optional<Instant> takeTarget() {
        return locked(() -> {
            Optional<Instant> taken = Optional.ofNullable(target);
            target = null;
            return taken;
        });
    }

    /** A run begins: its first message is due at once. */
    void restart() {
        change(() -> anchored = false);
    }

    /**
     * Waits until a message is due.
     *
     * @param micros its received time
     * @return whether it is due; false if the playback is to end or to seek
     */
    boolean awaitDue(long micros) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!stopped && target == null) {
                if (paused) {
                    changed.await();
                    continue;
                }
                long left = nanosUntil(micros);
                if (left < GRAIN_NANOS) {
                    return true;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private long nanosUntil(long micros) {
        if (Double.isInfinite(speed)) {
            anchored = false;
            return 0;
        }
        if (!anchored) {
            anchored = true;
            anchorMicros = micros;
            anchorNanos = nanoClock.getAsLong();
        }
        double due = (micros - anchorMicros) * NANOS_PER_MICRO / speed;
        return (long) (due - (nanoClock.getAsLong() - anchorNanos));
    }

    /** After each change the next message is due at once, and the others at their distance from it. */
    private void change(Runnable work) {
        lock.lock();
        try {
            work.run();
            anchored = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
