package org.metrobed.store;

import java.time.Duration;

/** When to log that something waits: at the first failure, and again every ten minutes. Not thread-safe. */
public final class WaitNotices {

    /** The time between two notices. */
    static final Duration PERIOD = Duration.ofMinutes(10);

    private boolean given;
    private long nanos;

    /**
     * Whether a notice is due at a failure; it is taken to be given then.
     *
     * @param nanoTime as of {@link System#nanoTime}
     */
    public boolean isDue(long nanoTime) {
        if (given && nanoTime - nanos < PERIOD.toNanos()) {
            return false;
        }
        given = true;
        nanos = nanoTime;
        return true;
    }
}
