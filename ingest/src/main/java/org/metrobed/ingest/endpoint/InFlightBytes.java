package org.metrobed.ingest.endpoint;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of all clients' messages that the log has not stored. If they reach a limit, no client is read until they are
 * below it. The limit is below the buffer of the producer, so that a producer never blocks an event loop. Thread-safe.
 */
final class InFlightBytes {

    /** The limit, bytes. One message may exceed it for each client that sends at this moment. */
    static final long LIMIT = 16L << 20;

    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    void add(long more) {
        bytes.addAndGet(more);
    }

    /** Subtracts; wakes the waiting clients if there is room again. */
    void subtract(long less) {
        if (bytes.addAndGet(-less) < LIMIT && !waiting.isEmpty()) {
            for (Runnable wake = waiting.poll(); wake != null; wake = waiting.poll()) {
                wake.run();
            }
        }
    }

    /** Whether the limit is reached. */
    boolean isFull() {
        return bytes.get() >= LIMIT;
    }

    /** Calls once when there may be room; at once if there is. {@code wake} must not block. */
    void whenRoom(Runnable wake) {
        waiting.add(wake);
        if (!isFull() && waiting.remove(wake)) {
            wake.run();
        }
    }

    long bytes() {
        return bytes.get();
    }
}
