package org.metrobed.embedded.limit;

import java.util.concurrent.TimeUnit;

/**
 * Holds two seconds' worth of tokens at most. One that takes more than there are goes into debt, and waits until it is paid
 * only when it is a twentieth of a second's worth: so that waits are few, and long enough for a clock. Not thread-safe.
 */
final class TokenBucket {

    private static final double BURST_SECONDS = 2;
    private static final double DEBT_SECONDS = 0.05;

    private final double perNano;
    private final double burst;
    private final double debt;
    private double tokens;
    private long sinceNanos;

    /** A full bucket; 0 a second is one that never waits. */
    TokenBucket(long perSecond, long nowNanos) {
        this.perNano = perSecond / (double) TimeUnit.SECONDS.toNanos(1);
        this.burst = perSecond * BURST_SECONDS;
        this.debt = perSecond * DEBT_SECONDS;
        this.tokens = burst;
        this.sinceNanos = nowNanos;
    }

    /** Takes so many tokens; returns how long to wait before going on, in nanoseconds. */
    long take(long cost, long nowNanos) {
        if (perNano == 0) {
            return 0;
        }
        tokens = Math.min(burst, tokens + (nowNanos - sinceNanos) * perNano) - cost;
        sinceNanos = nowNanos;
        return tokens < -debt ? (long) (-tokens / perNano) : 0;
    }
}
