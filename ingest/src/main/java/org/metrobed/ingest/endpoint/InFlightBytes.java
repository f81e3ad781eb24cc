package org.metrobed.ingest.endpoint;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of all clients' messages that the log has not stored. If they reach a limit, the next message of
 * each client waits until they are below it. The limit is below the buffer of the producer, so that a producer never blocks an event loop. Thread-safe.
 */
final class InFlightBytes {

    /** The limit, bytes. One message may exceed it. */
    static final long LIMIT = 16L << 20;

    private final AtomicLong bytes = new AtomicLong();
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

    /** Adds; false, and nothing is added, if the limit is reached. */
    boolean take(long more) {
        return bytes.getAndUpdate(before -> before < LIMIT ? before + more : before) < LIMIT;
    }

    /** Adds when there is room, and calls {@code then}, at once or later on any thread. It must not block. */
    void whenTaken(long more, Runnable then) {
        if (take(more)) {
            then.run();
        } else {
            whenRoom(() -> whenTaken(more, then));
        }
    }

    /** Subtracts; wakes the waiting clients if there is room again. */
    void subtract(long less) {
        if (bytes.addAndGet(-less) < LIMIT && !waiting.isEmpty()) {
            for (Runnable wake : List.copyOf(waiting)) {
                if (waiting.remove(wake)) {
                    wake.run();
                }
            }
        }
    }

    /** Does not call it any more. */
    void forget(Runnable wake) {
        waiting.remove(wake);
    }

    /** Calls once when there may be room; at once if there is. {@code wake} must not block. */
    void whenRoom(Runnable wake) {
        waiting.add(wake);
        if (bytes.get() < LIMIT && waiting.remove(wake)) {
            wake.run();
        }
    }

    long bytes() {
        return bytes.get();
    }
}
