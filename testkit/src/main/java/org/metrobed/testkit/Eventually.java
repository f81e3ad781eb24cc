package org.metrobed.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition with a deadline; tests wait only through this class. Stateless. */
public final class Eventually {

    private static final long PAUSE_NANOS = 20_000_000;

    private Eventually() {}

    /**
     * Waits until the condition is true.
     *
     * @throws AssertionError when it is still false at the limit
     */
    public static void await(String what, Duration limit, BooleanSupplier condition) {
        get(what, limit, condition::getAsBoolean, Boolean::booleanValue);
    }

    /**
     * Waits until a value is as expected, and returns it.
     *
     * @throws AssertionError that names the last value, when no value is as expected within the limit
     */
    public static <T> T get(String what, Duration limit, Supplier<T> supplier, Predicate<? super T> wanted) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            T value = supplier.get();
            if (wanted.test(value)) {
                return value;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(what + ": not within " + limit + ", the last value was " + value);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /**
     * Waits until the assertions pass.
     *
     * @throws AssertionError the last one, when they do not pass within the limit
     */
    public static void passes(Duration limit, Runnable assertions) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                assertions.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
