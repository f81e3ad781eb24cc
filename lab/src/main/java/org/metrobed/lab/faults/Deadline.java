package org.metrobed.lab.faults;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.metrobed.embedded.ServiceException;

/** Waits with a deadline. Static functions only. */
final class Deadline {

    private static final long PAUSE_NANOS = 50_000_000;

    private Deadline() {}

    /**
     * Waits until a condition is true.
     *
     * @param what the condition in words, for the message
     * @throws ServiceException when the condition is still false at the limit
     */
    static void until(String what, long seconds, BooleanSupplier condition) {
        if (!holds(seconds, condition)) {
            throw new ServiceException("waited " + seconds + " s in vain for " + what);
        }
    }

    /** Whether a condition becomes true within the limit. */
    static boolean holds(long seconds, BooleanSupplier condition) {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    /** Waits until this time, from {@link System#nanoTime}. */
    static void untilNanos(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
