package org.metrobed.simulators.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Paces a replay: a number of seconds of the recording in one real second. One thread. */
final class Pacer {

    /** A row that is due within this time is due now: shorter waits are not worth their cost. */
    private static final Duration GRAIN = Duration.ofMillis(20);

    private final double speed;
    private final LongSupplier nanoClock;
    private final CountDownLatch never = new CountDownLatch(1);
    private Instant first;
    private long begin;

    Pacer(double speed, LongSupplier nanoClock) {
        this.speed = speed;
        this.nanoClock = nanoClock;
    }

    /** Nanoseconds until a row with this time is due; 0 if it is due. The first row is due at once. */
    long nanosUntil(Instant time) {
        if (Double.isInfinite(speed)) {
            return 0;
        }
        if (first == null) {
            first = time;
            begin = nanoClock.getAsLong();
        }
        Duration since = Duration.between(first, time);
        double due = (since.getSeconds() * 1e9 + since.getNano()) / speed;
        double left = due - (nanoClock.getAsLong() - begin);
        return left < GRAIN.toNanos() ? 0 : (long) left;
    }

    /** Waits until a row is due. */
    void await(Instant time) throws InterruptedException {
        long left = nanosUntil(time);
        while (left > 0) {
            never.await(left, TimeUnit.NANOSECONDS);
            left = nanosUntil(time);
        }
    }
}
