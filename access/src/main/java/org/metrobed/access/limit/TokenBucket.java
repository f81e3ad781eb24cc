package org.metrobed.access.limit;

import java.util.concurrent.TimeUnit;

/**
 * Holds at most two seconds' worth of tokens. If a message costs more tokens than there are, the balance becomes
 * negative. The message waits only if the debt is at least a twentieth of a second's worth, so that waits are few and
 * long enough for a clock. Not thread-safe.
 */
final class TokenBucket {

    private static final double BURST_SECONDS = 2;
    private static final double DEBT_SECONDS = 0.05;

    private final double perNano;
    private final double burst;
    private final double debt;
    private double tokens;
    private long sinceNanos;

    /** A full bucket; with 0 per second it never waits. */
    TokenBucket(long perSecond, long nowNanos) {
        this.perNano = perSecond / (double) TimeUnit.SECONDS.toNanos(1);
        this.burst = perSecond * BURST_SECONDS;
        this.debt = perSecond * DEBT_SECONDS;
        this.tokens = burst;
        this.sinceNanos = nowNanos;
    }

    /** Takes tokens; returns how long to wait, in nanoseconds. */
    long take(long cost, long nowNanos) {
        if (perNano == 0) {
            return 0;
        }
        tokens = Math.min(burst, tokens + (nowNanos - sinceNanos) * perNano) - cost;
        sinceNanos = nowNanos;
        return tokens < -debt ? (long) (-tokens / perNano) : 0;
    }
}
