package org.metrobed.launcher.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.metrobed.embedded.ServiceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops started parts in reverse order. If one part does not stop, the others are stopped all the same. Not
 * thread-safe.
 */
public final class StopSequence implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StopSequence.class);

    private final Deque<Started> started = new ArrayDeque<>();

    private record Started(String name, AutoCloseable part) {}

    /** Adds a started part and returns it. */
    public <T extends AutoCloseable> T add(String name, T part) {
        started.push(new Started(name, part));
        return part;
    }

    /** The part's {@code close} as a {@link Runnable}. */
    public static Runnable of(AutoCloseable part) {
        return () -> {
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) { // declared by AutoCloseable
                throw new ServiceException("a service does not stop: " + e.getMessage(), e);
            }
        };
    }

    /** Stops all parts, the last started first. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            Started next = started.pop();
            long start = System.nanoTime();
            try {
                of(next.part()).run();
                LOG.info("{} stopped in {} ms", next.name(), (System.nanoTime() - start) / 1_000_000);
            } catch (RuntimeException e) {
                LOG.error("{} did not stop cleanly", next.name(), e);
            }
        }
    }
}
