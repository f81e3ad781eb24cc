package org.metrobed.lab.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.metrobed.embedded.ServiceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts parts again that have ended, as systemd or a container engine does, unless they are held: at once, and again after five seconds if
 * they ended again. Only it and its callers touch the parts meanwhile. Thread-safe.
 */
final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final long LOOK_NANOS = 500_000_000;
    private static final long AGAIN_NANOS = 5_000_000_000L;

    private final Map<Supervised, AtomicInteger> held = new ConcurrentHashMap<>();
    private final Map<Supervised, Long> launched = new HashMap<>();
    private final List<String> restarts = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "faults-supervisor");
    private volatile boolean open = true;

    /** Watches these running parts. */
    static Supervisor start(List<? extends Supervised> parts) {
        Supervisor supervisor = new Supervisor();
        parts.forEach(part -> supervisor.held.put(part, new AtomicInteger()));
        supervisor.thread.setDaemon(true);
        supervisor.thread.start();
        return supervisor;
    }

    /** Ends a part in some way and does not start it until {@link #release}. */
    void hold(Supervised part, Runnable end) {
        held.get(part).incrementAndGet();
        synchronized (part) {
            end.run();
        }
    }

    /** Starts the part again. */
    void release(Supervised part) {
        synchronized (part) {
            part.launch();
        }
        held.get(part).decrementAndGet();
    }

    /** Does something with a part while nobody else does. */
    void with(Supervised part, Runnable work) {
        synchronized (part) {
            work.run();
        }
    }

    /** The names of the parts that ended although no fault ended them, one for each end. */
    List<String> restarts() {
        synchronized (restarts) {
            return List.copyOf(restarts);
        }
    }

    /** Starts nothing any more. */
    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (open) {
            held.forEach((part, holds) -> {
                synchronized (part) {
                    if (open && holds.get() == 0 && !part.isAlive() && isDue(part)) {
                        launch(part);
                    }
                }
            });
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean isDue(Supervised part) {
        Long before = launched.get(part);
        return before == null || System.nanoTime() - before >= AGAIN_NANOS;
    }

    private void launch(Supervised part) {
        launched.put(part, System.nanoTime());
        try {
            part.launch();
        } catch (ServiceException e) { // tries again, as the supervisor of a machine does
            LOG.warn("{} cannot be started: {}", part.name(), e.getMessage());
        }
        synchronized (restarts) {
            restarts.add(part.name());
        }
    }
}
